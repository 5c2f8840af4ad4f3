// The booking page while somebody fills it in: how long the chosen window is held yet, in words, and the sum that is asked for after many bookings.
// Without this file the page works the same; only nothing counts down.
const form = document.querySelector("form.book");
const said = document.getElementById("hold-said");
const marks = [[300, () => said.dataset.five], [60, () => said.dataset.one]];
let held;

// From the server's seconds on, whatever the phone's clock says. A phone that slept may not have counted: then the clock's own progress counts.
const secondsLeft = () => held.seconds - Math.max(performance.now() - held.since, Date.now() - held.at) / 1000;

function look() {
  const hold = document.getElementById("hold");
  if (!hold) {
    held = undefined;
    return;
  }
  const until = Number(hold.dataset.until);
  const known = held?.until === until;
  held = { until, seconds: Number(hold.dataset.seconds), since: performance.now(), at: Date.now(), told: known ? held.told : new Set() };
  if (!known) {
    // Said once when it begins; the marks that are behind by now are not said.
    said.textContent = document.getElementById("hold-until").textContent;
    marks.filter(([at]) => held.seconds <= at).forEach(([at]) => held.told.add(at));
  }
  tick();
}

function tick() {
  const hold = document.getElementById("hold");
  if (!held || !hold) {
    return;
  }
  const left = secondsLeft();
  if (left <= 0) {
    over();
    return;
  }
  const minutes = Math.floor(left / 60);
  const words = minutes < 1 ? hold.dataset.last : hold.dataset.left.replace("{0}", minutes);
  const shown = document.getElementById("hold-left");
  if (shown.textContent !== `(${words})`) {
    shown.textContent = `(${words})`;
  }
  for (const [at, text] of marks) {
    if (left <= at && !held.told.has(at)) {
      held.told.add(at);
      said.textContent = text();
    }
  }
}

// Nothing is chosen any more; the server says so and shows what is free around it, or that it is still ours.
function over() {
  held = undefined;
  const chosen = form.querySelector("input[name='Input.Window']:checked");
  const lapsed = document.getElementById("lapsed");
  if (!chosen || !lapsed) {
    return;
  }
  [lapsed.value, lapsed.disabled, chosen.checked] = [chosen.value, false, false];
  document.getElementById("when").dispatchEvent(new Event("change", { bubbles: true }));
}

function swapped() {
  const lapsed = document.getElementById("lapsed");
  const lost = document.querySelector("#when .notice[role='status']");
  [lapsed.value, lapsed.disabled] = ["", true];
  if (lost) {
    said.textContent = lost.textContent;
  }
  look();
}

if (form) {
  document.addEventListener("htmx:after:swap", swapped);
  document.addEventListener("visibilitychange", tick);
  window.setInterval(tick, 1000);
  look();
  if (document.getElementById("proof")) {
    import("./proof.js").then(({ prove }) => prove(form));
  }
}
