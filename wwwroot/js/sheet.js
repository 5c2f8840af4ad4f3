// A form of the job sheet that cannot be sent stays as it is: where there is no signal nothing typed is lost, and the browser's own page for "no connection" never takes its place.
// What is typed is kept in this tab from the moment it is sent until another page shows that it arrived. Passwords and chosen files are not. Without this script the form is sent as ever.
const here = location.pathname + location.search;
const key = `unsent ${here}`;
const kept = (field) => field.name && !["file", "submit", "password"].includes(field.type) && field.name !== "__RequestVerificationToken";
const forms = location.pathname.startsWith("/tech/visits/") ? [...document.querySelectorAll("main form[method=post]")].filter((form) => !form.querySelector("input[type=password]")) : [];

const fieldsOf = (form) => [...form.elements].filter(kept);
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

// A drawing is a hidden field too, and is put back; what else is hidden is the server's.
const written = (field) => field.type !== "hidden" || field.name.endsWith(".Strokes");

function read(form) {
  return fieldsOf(form).map((field) => [field.name, isChoice(field) ? field.checked : field.value]);
}

/** Only into the form it came from, as long as it has the same fields. */
function write(form, values) {
  const fields = fieldsOf(form);
  if (fields.length !== values.length || fields.some((field, i) => field.name !== values[i][0])) {
    return false;
  }
  fields.forEach((field, i) => {
    if (isChoice(field)) {
      field.checked = values[i][1];
    } else if (written(field)) {
      field.value = values[i][1];
    }
  });
  return true;
}

/** Files are kept nowhere by this script: what is said of them is where they still are, in the open page or not at all. */
function say(form, words, ofFiles) {
  document.querySelector("[data-unsent]")?.remove();
  const notice = document.createElement("div");
  [notice.className, notice.dataset.unsent] = ["notice notice--warning", ""];
  notice.setAttribute("role", "alert");
  const line = document.createElement("p");
  line.textContent = form.querySelector("input[type=file]") ? `${words} ${ofFiles}` : words;
  notice.append(line);
  form.before(notice);
  notice.scrollIntoView({ block: "nearest" });
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
    const worthIt = fieldsOf(form).some((field) => written(field));
    if (worthIt) {
      sessionStorage.setItem(key, JSON.stringify({ action: form.getAttribute("action") ?? "", values: read(form) }));
    }
    if (await reached()) {
      asked = true;
      sessionStorage.setItem("sent", key);
      form.requestSubmit(button);
    } else {
      say(form, worthIt
        ? "No signal: nothing was sent, and nothing you typed is lost. Tap again when there is signal; the page may stay open or be opened again until then."
        : "No signal: nothing was sent. Tap again when there is signal.", "A chosen file is kept nowhere: it stays chosen only while this page is open.");
    }
    asking = false;
  });

  // A page that comes back out of the browser's memory can be sent again.
  addEventListener("pageshow", () => { asked = false; });
}

// Another page came of it than the form's own (the one to sign in has no such script): it arrived.
const sent = sessionStorage.getItem("sent");
sessionStorage.removeItem("sent");
if (sent && sent !== key) {
  sessionStorage.removeItem(sent);
}

// The form's page was opened anew before it could be sent. What the server has to say of it, with everything typed, goes first.
const unsent = sessionStorage.getItem(key);
if (unsent) {
  const { action, values } = JSON.parse(unsent);
  const form = forms.find((one) => (one.getAttribute("action") ?? "") === action);
  if (!document.querySelector(".error-summary") && form && write(form, values)) {
    say(form, "This may not have been sent for want of signal. It is as you left it: send it now.", "Only the file was not kept: choose it again.");
  } else {
    sessionStorage.removeItem(key);
  }
}

// Whoever signs out leaves nothing behind.
document.querySelector("form[action='/staff/sign-out']")?.addEventListener("submit", () => sessionStorage.clear());
