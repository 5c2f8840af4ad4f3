// Says at once that a photo is too large, before megabytes are sent for nothing. The server looks all the same.
for (const input of document.querySelectorAll("input[type='file'][data-most-bytes]")) {
  input.addEventListener("change", () => {
    const field = input.closest(".field");
    const id = `${input.id}_error`;
    document.getElementById(id)?.remove();
    const tooLarge = [...input.files].some((file) => file.size > Number(input.dataset.mostBytes));
    field.classList.toggle("field--error", tooLarge);
    input.removeAttribute("aria-invalid");
    input.setAttribute("aria-describedby", tooLarge ? `photos-hint ${id}` : "photos-hint");
    if (tooLarge) {
      const error = document.createElement("p");
      [error.className, error.id, error.textContent] = ["field__error", id, input.dataset.tooLarge];
      error.setAttribute("role", "alert");
      input.before(error);
      input.setAttribute("aria-invalid", "true");
      input.value = "";
    }
  });
}
