// The box on top of every page of the office: "/" goes there, and it answers while somebody types. Without this it is a plain form.
const form = document.querySelector(".find__form");
const box = form?.querySelector("input");
const list = form?.querySelector("[role=listbox]");
const said = document.querySelector("#find-said");
const pause = 90;
const least = 2;

let timer = 0;
let asked = null;
let active = -1;

const options = () => [...list.querySelectorAll("[role=option]")];

function close() {
  asked?.abort();
  clearTimeout(timer);
  list.hidden = true;
  active = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function choose(index) {
  const all = options();
  active = all.length === 0 ? -1 : (index + all.length) % all.length;
  all.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
  if (active >= 0) {
    box.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

function show(html) {
  // Our own server's fragment; parsed apart, so that nothing in it could run.
  list.replaceChildren(...new DOMParser().parseFromString(`<ul>${html}</ul>`, "text/html").body.firstElementChild.children);
  const count = options().length;
  choose(-1 - count);
  active = -1;
  options().forEach((option) => option.setAttribute("aria-selected", "false"));
  box.removeAttribute("aria-activedescendant");
  list.hidden = count === 0;
  box.setAttribute("aria-expanded", String(count > 0));
  said.textContent = count === 0 ? "Nothing matches." : `${count} found. Arrow keys choose, Enter opens.`;
}

async function ask() {
  asked?.abort();
  const mine = new AbortController();
  asked = mine;
  try {
    const response = await fetch(`${form.dataset.suggest}&q=${encodeURIComponent(box.value.trim())}`, { signal: mine.signal, redirect: "error", cache: "no-store" });
    if (response.ok && !mine.signal.aborted) {
      show(await response.text());
    }
  } catch {
    // Typed on, no connection, or signed out: Enter still sends the form.
  }
}

function typed() {
  clearTimeout(timer);
  if (box.value.trim().length < least) {
    close();
    list.replaceChildren();
    said.textContent = "";
    return;
  }
  timer = setTimeout(ask, pause);
}

function key(event) {
  const open = !list.hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!open && options().length > 0) {
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
    }
    if (!list.hidden) {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    }
  } else if (event.key === "Enter" && open && active >= 0) {
    event.preventDefault();
    location.assign(options()[active].dataset.href);
  } else if (event.key === "Escape" && open) {
    event.preventDefault();
    close();
  }
}

function shortcut(event) {
  const at = event.target;
  const types = at instanceof HTMLElement && (at.isContentEditable || at.matches("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select"));
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !types && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    box.focus();
    box.select();
  }
}

if (form) {
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);
  box.addEventListener("input", typed);
  box.addEventListener("keydown", key);
  box.addEventListener("blur", () => setTimeout(close, 0));
  // Before the box loses focus, so that the list is still there.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      location.assign(option.dataset.href);
    }
  });
  document.addEventListener("keydown", shortcut);
}
