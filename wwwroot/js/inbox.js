// The inbox while it lies open: fetches its list again when something changed, and leaves focus, scroll and what is chosen where they are. Works without this file, by reloading.
import { pause } from "./live-retry.js";
import { live } from "./live.js";

const list = document.getElementById("inbox-list");
const tabs = document.getElementById("inbox-tabs");
const said = document.getElementById("inbox-said");
let etag;
let asked = false;
let running = false;
let failures = 0;
let wait;
let told = Number(list.dataset.count);
let toldAt = 0;
let later;

function changed() {
  clearTimeout(wait);
  wait = setTimeout(refresh, 150);
}

async function refresh() {
  if (running) {
    asked = true;
    return;
  }
  running = true;
  asked = false;
  try {
    const answer = await fetch(list.dataset.address, { cache: "no-store", redirect: "error", headers: { "X-Background": "1", ...(etag && { "If-None-Match": etag }) } });
    if (answer.ok) {
      etag = answer.headers.get("ETag");
      take(new DOMParser().parseFromString(await answer.text(), "text/html"));
      failures = 0;
    }
  } catch {
    // The stream tells each change once, and may have told this one.
    wait = setTimeout(refresh, pause(failures++, 30_000));
  }
  running = false;
  if (asked) {
    changed();
  }
}

function take(page) {
  const next = page.getElementById("inbox-list");
  if (!next) {
    return;
  }
  document.title = page.title;
  document.querySelectorAll("[data-inbox-count]").forEach((place, i) => {
    const count = page.querySelectorAll("[data-inbox-count]")[i];
    place.innerHTML = count?.innerHTML ?? "";
    place.hidden = count?.hidden ?? true;
  });
  const numbers = page.querySelectorAll("#inbox-tabs .count");
  tabs.querySelectorAll(".count").forEach((place, i) => {
    if (numbers[i] && place.innerHTML !== numbers[i].innerHTML) {
      place.innerHTML = numbers[i].innerHTML;
    }
  });
  const [here, there] = [list.querySelector(".queue"), next.querySelector(".queue")];
  if (here && there) {
    rows(here, there);
  } else if (!list.contains(document.activeElement)) {
    list.replaceChildren(...next.childNodes);
    list.querySelectorAll(".queue__row").forEach(mark);
  }
  document.getElementById("chosen").hidden = !list.querySelector(".queue__row");
  say(Number(next.dataset.count));
}

// Row by row; the one somebody is in stays as it is until they leave it.
function rows(here, there) {
  const old = new Map([...here.children].map((row) => [row.dataset.key, row]));
  let place = here.firstElementChild;
  for (const row of [...there.children]) {
    const known = old.get(row.dataset.key);
    old.delete(row.dataset.key);
    let shown = known;
    if (!known) {
      shown = row;
      mark(row);
    } else if (!known.contains(document.activeElement) && plain(known) !== plain(row)) {
      row.querySelector(".queue__pick").checked = known.querySelector(".queue__pick").checked;
      if (place === known) {
        place = known.nextElementSibling;
      }
      known.replaceWith(row);
      shown = row;
    }
    if (shown === place) {
      place = place.nextElementSibling;
    } else if (!shown.contains(document.activeElement)) {
      here.insertBefore(shown, place);
    }
  }
  for (const gone of old.values()) {
    if (gone.contains(document.activeElement)) {
      gone.addEventListener("focusout", changed, { once: true });
    } else {
      gone.remove();
    }
  }
}

function plain(row) {
  const copy = row.cloneNode(true);
  copy.removeAttribute("data-new");
  return copy.outerHTML;
}

function mark(row) {
  row.dataset.new = "true";
  setTimeout(() => delete row.dataset.new, 5_000);
}

// Sparsely: the number, when it changed, at most every ten seconds.
function say(count) {
  clearTimeout(later);
  if (count === told) {
    return;
  }
  later = setTimeout(() => {
    [told, toldAt] = [count, Date.now()];
    said.textContent = count === 0 ? "Nothing waits." : `${count} ${count === 1 ? "thing waits" : "things wait"}.`;
  }, Math.max(0, 10_000 - (Date.now() - toldAt)));
}

live(["inbox", "job", "visit", "other-work"], changed);
setInterval(() => document.hidden || refresh(), 60_000);
