// Changes of what staff pages show, as they happen, from the stream that live-stream.js shares with the browser's other tabs; and who else is moving what.
import { address, follow } from "./live-stream.js";

const words = { live: "Live", reconnecting: "Reconnecting…", ended: "Signed out" };
const listeners = new Set();
const hands = new Map(); // What others hold, until they say it again.
const held = new Map(); // What this page holds.
let joined = false;
let later;

/**
 * @param {string[]} topics "visit", "job", "inbox", "other-work"
 * @param onChange gets {topic, id, version, technician, day, now}, or {topic: "reset"}: read everything anew. The first call is such a one: what happened while the page was
 *   on its way is known to nobody. `day` is "2026-11-24" in New York or null for any day; of two changes of one id the later one has the greater version; `now` is where a
 *   visit stands, {sequence, technician, start, end, from, until in seconds since 1970}, or null.
 * @param onMoving gets {id, by, on}: somebody took it in the hand, or let go
 * @returns a function that ends it
 */
export function live(topics, onChange, { onMoving } = {}) {
  const listener = { topics: new Set(topics), onChange, onMoving };
  listeners.add(listener);
  if (joined) {
    queueMicrotask(() => onChange({ topic: "reset" }));
  }
  follow(deliver, show);
  return () => listeners.delete(listener);
}

/** Tells the others that this person holds something, or let go of it. */
export function moving(id, on) {
  clearInterval(held.get(id));
  held.delete(id);
  tell(id, on);
  if (on) {
    held.set(id, setInterval(tell, 5_000, id, true));
  }
}

function tell(id, on) {
  const token = document.querySelector("input[name=__RequestVerificationToken]")?.value ?? "";
  const body = new URLSearchParams({ id, on, __RequestVerificationToken: token });
  fetch(`${address}/moving`, { method: "POST", body, keepalive: true, headers: { "X-Background": "1" } }).catch(() => {});
}

addEventListener("pagehide", () => [...held.keys()].forEach((id) => moving(id, false)));

function deliver(type, data) {
  if (type === "reset") {
    joined = true;
  }
  for (const { topics, onChange, onMoving } of listeners) {
    if (type === "reset") {
      onChange({ topic: "reset" });
    } else if (type === "changes") {
      data.filter((change) => topics.has(change.topic)).forEach((change) => onChange(change));
    } else if (type === "moving") {
      onMoving?.(data);
    }
  }
  if (type === "moving") {
    remember(data);
  }
}

// Whoever does not say it again has let go: a browser that was closed does not tell.
function remember({ id, by, on }) {
  const key = `${id} ${by}`;
  clearTimeout(hands.get(key));
  hands.delete(key);
  if (on) {
    hands.set(key, setTimeout(() => deliver("moving", { id, by, on: false }), 12_000));
  }
}

// Into every place made for it; a short break is not worth a word.
function show(state) {
  clearTimeout(later);
  later = setTimeout(() => {
    for (const place of document.querySelectorAll("[data-live-state]")) {
      if (place.dataset.liveState !== state) {
        place.dataset.liveState = state;
        place.textContent = words[state] ?? "";
      }
    }
  }, state === "reconnecting" ? 1_500 : 0);
}
