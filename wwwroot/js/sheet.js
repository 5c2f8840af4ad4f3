// A form of the job sheet that cannot be sent stays as it is: where there is no signal nothing typed is lost, and the browser's own page for "no connection" never takes its place.
// Without this script the form is sent as it always was.
const key = `unsent ${location.pathname}${location.search}`;
const skip = new Set(["__RequestVerificationToken"]);
const forms = [...document.querySelectorAll("main form[method=post]")];

const numberOf = (form) => forms.indexOf(form);

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !skip.has(field.name) && field.type !== "file" && field.type !== "submit");
}

/** What is typed and chosen, by name and place: a radio or tick box by whether it is set. */
function read(form) {
  return fieldsOf(form).map((field) => [field.name, field.type === "radio" || field.type === "checkbox" ? field.checked : field.value]);
}

/** Only into the form it came from, as long as it has the same fields. */
function write(form, values) {
  const fields = fieldsOf(form);
  if (fields.length !== values.length || fields.some((field, i) => field.name !== values[i][0])) {
    return false;
  }
  fields.forEach((field, i) => {
    if (field.type === "radio" || field.type === "checkbox") {
      field.checked = values[i][1];
    } else if (field.type !== "hidden") {
      field.value = values[i][1];
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return true;
}

function say(form, words) {
  document.querySelector("[data-unsent]")?.remove();
  const notice = document.createElement("div");
  [notice.className, notice.dataset.unsent] = ["notice notice--warning", ""];
  notice.setAttribute("role", "alert");
  const line = document.createElement("p");
  line.textContent = words;
  notice.append(line);
  (form.querySelector("button[type=submit], button:not([type])") ?? form.lastElementChild).before(notice);
}

/** Whether the office can be reached now: the smallest file there is, never from a cache. */
function reached() {
  return fetch("/site.webmanifest", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(8_000) }).then(() => true, () => false);
}

for (const form of forms) {
  let asking = false;
  let asked = false;
  form.addEventListener("submit", async (event) => {
    if (asked) {
      return;
    }
    event.preventDefault();
    if (asking) {
      return;
    }
    asking = true;
    const button = event.submitter;
    if (await reached()) {
      sessionStorage.removeItem(key);
      asked = true;
      form.requestSubmit(button);
    } else {
      sessionStorage.setItem(key, JSON.stringify({ number: numberOf(form), values: read(form) }));
      say(form, "No signal: nothing was sent, and nothing you typed is lost. Tap again when there is signal; the page may stay open or be opened again until then.");
    }
    asking = false;
  });

  // A page that comes back out of the browser's memory can be sent again.
  addEventListener("pageshow", () => { asked = false; });
}

// The page was opened anew before it could be sent. What the server has to say of the form goes first.
const unsent = sessionStorage.getItem(key);
if (unsent && !document.querySelector(".error-summary")) {
  const { number, values } = JSON.parse(unsent);
  if (forms[number] && write(forms[number], values)) {
    say(forms[number], "This was not sent for want of signal. It is as you left it: send it now.");
  } else {
    sessionStorage.removeItem(key);
  }
}

// Whoever signs out leaves nothing behind.
document.querySelector("form[action='/staff/sign-out']")?.addEventListener("submit", () => sessionStorage.clear());
