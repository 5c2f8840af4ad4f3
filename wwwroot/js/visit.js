// Keeps "your visit" up to date: asks every 20 seconds while the page is seen, and at once when it is seen again or the connection is back. Without it the page is right when it is loaded.
const state = document.querySelector("[data-live=state][data-from]");
const said = document.createElement("p");
const every = 20_000;
const slowest = 300_000;

let tag = null;
let pause = every;
let timer = 0;
let asking = false;
let ended = false;

function plan() {
  clearTimeout(timer);
  if (!ended && document.visibilityState === "visible") {
    timer = setTimeout(ask, pause);
  }
}

// Focus stays where it is: a part in which somebody is, waits for the next time.
function replace(name, fresh) {
  const part = document.querySelector(`[data-live=${name}]`);
  const news = fresh.querySelector(`[data-live=${name}]`);
  if (!part || !news || part.contains(document.activeElement)) {
    return;
  }
  part.replaceChildren(...news.childNodes);
}

function words() {
  const card = state.querySelector("[data-state]");
  const arrival = state.querySelector("[data-arrival]");
  return [card?.dataset.state, arrival?.textContent.trim()].filter(Boolean).join(": ");
}

function show(html) {
  const before = words();
  const fresh = new DOMParser().parseFromString(html, "text/html");
  replace("state", fresh);
  replace("history", fresh);
  const now = words();
  if (now !== before) {
    said.textContent = now;
  }
}

async function ask() {
  if (asking || ended) {
    return;
  }
  asking = true;
  try {
    const response = await fetch(state.dataset.from, { headers: tag ? { "If-None-Match": tag } : {}, redirect: "manual", cache: "no-store" });
    if (response.type === "opaqueredirect") {
      ended = true;
      said.textContent = state.dataset.ended;
      return;
    }
    if (response.status !== 304) {
      if (!response.ok) {
        throw new Error(`${response.status}`);
      }
      tag = response.headers.get("ETag");
      show(await response.text());
    }
    pause = every;
  } catch {
    // No signal, or the site is busy: ask less often until it answers again.
    pause = Math.min(pause * 2, slowest);
  } finally {
    asking = false;
    plan();
  }
}

function seenAgain() {
  if (document.visibilityState === "visible") {
    pause = every;
    ask();
  } else {
    plan();
  }
}

if (state) {
  said.setAttribute("role", "status");
  said.className = "small muted";
  state.after(said);
  document.addEventListener("visibilitychange", seenAgain);
  window.addEventListener("online", seenAgain);
  window.addEventListener("pageshow", (event) => { if (event.persisted) { seenAgain(); } });
  plan();
}
