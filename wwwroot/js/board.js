// The dispatcher's board while somebody works on it: cards move by drag and by keyboard, rows are fetched anew when they change, and the now-line walks.
// Without this file everything stands there the same; cards are opened and moved by their form.
import { dragging } from "./board-drag.js";
import { idOf } from "./board-movers.js";
import { rowsOf } from "./board-rows.js";
import { label, place, startAt } from "./board-time.js";
import { moving } from "./live.js";

const board = document.querySelector(".board");
const said = document.getElementById("said");
const panel = document.getElementById("panel");
const quarter = 900;
const undoFor = 10_000;
const letGoAfter = 300;
const patience = 1_000;
const slowFrom = 150;
const lost = "The site did not answer. Nothing was moved; try again.";

// What is being moved: the card stays where it is until the server agrees; a sketch shows where it would go.
let held = null;
let parts = null;

const rows = () => [...board.querySelectorAll(".row")];
const rowOf = (technician) => rows().find((row) => row.dataset.technician === technician);
const titleOf = (card) => card.querySelector("b").textContent;

function say(words, kind = "", button = null) {
  said.dataset.kind = kind;
  said.replaceChildren(words, ...(button ? [button] : []));
}

function lift(card) {
  if (held?.card === card) {
    return;
  }
  putBack();
  const box = card.closest("li");
  const row = box.closest(".row");
  const span = /\bl(\d+) k(\d+)/.exec(box.className);
  const minutes = Number(card.dataset.minutes) || (span ? (Number(span[1]) * 12 + Number(span[2])) * 5 : 60);
  const start = card.dataset.start ? Number(card.dataset.start) : null;
  const sketch = document.createElement("li");
  Object.assign(sketch, { className: "sketch", id: "sketch" }); // Known, so that it does not become something else while its row is fetched anew.
  sketch.setAttribute("aria-hidden", "true");
  held = { card, box, row, minutes, start, technician: row?.dataset.technician ?? null, was: { start, technician: row?.dataset.technician ?? null, from: card.dataset.from, until: card.dataset.until }, sketch, saving: false };
  box.classList.add("is-moving");
  moving(idOf(card), true);
}

function show(technician, start) {
  [held.technician, held.start] = [technician, start];
  const row = rowOf(technician);
  place(board, held.sketch, start, held.minutes);
  held.sketch.textContent = `${label(start)} ${row.dataset.name}`;
  row.querySelector(".lane").append(held.sketch);
}

function putBack() {
  if (!held) {
    return;
  }
  const { box, sketch, card, landed, slow } = held;
  const id = idOf(card);
  clearTimeout(slow);
  sketch.remove();
  box.classList.remove("is-moving", "is-saving");
  held = null;
  if (landed) {
    // The others see it where it is now first, and then who let go of it.
    setTimeout(() => { if (!held || idOf(held.card) !== id) { moving(id, false); } }, letGoAfter);
  } else {
    moving(id, false);
  }
  parts.release();
}

function step(key) {
  const all = rows();
  const first = Number(board.dataset.first);
  let [technician, start] = [held.technician, held.start];
  if (technician === null || start === null) {
    technician = all[0].dataset.technician;
    start = Math.max(startAt(board, 8), Math.ceil(Number(board.dataset.now) / quarter) * quarter);
    start = start > first + Number(board.dataset.hours) * 3600 - quarter ? first : start;
  } else if (key === "ArrowLeft" || key === "ArrowRight") {
    start = key === "ArrowRight" ? (Math.floor(start / quarter) + 1) * quarter : (Math.ceil(start / quarter) - 1) * quarter;
    start = Math.min(Math.max(start, first), first + Number(board.dataset.hours) * 3600 - quarter);
  } else {
    const at = all.findIndex((row) => row.dataset.technician === technician) + (key === "ArrowDown" ? 1 : -1);
    technician = all[Math.min(Math.max(at, 0), all.length - 1)].dataset.technician;
  }
  show(technician, start);
  held.sketch.scrollIntoView({ block: "nearest", inline: "nearest" });
  say(`${titleOf(held.card)}: ${label(start)} with ${rowOf(technician).dataset.name}. Enter moves it there, Escape puts it back.`);
}

async function post(job, fields, handler = "") {
  const body = new URLSearchParams({ __RequestVerificationToken: document.querySelector("#board-token input").value });
  Object.entries(fields).forEach(([name, value]) => { if (value !== null && value !== undefined) { body.set(`Input.${name}`, value); } });
  const response = await fetch(`/staff/board/${encodeURIComponent(job)}?date=${board.dataset.date}${handler}`, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
  if (response.type === "opaqueredirect" || !response.headers.get("Content-Type")?.startsWith("application/json")) {
    return { status: response.status, why: response.status === 404 ? "This job is not there any more." : lost };
  }
  return { status: response.status, ...(await response.json()) };
}

function reason(rules) {
  const dialog = document.getElementById("why");
  const field = document.getElementById("why-reason");
  document.getElementById("why-rules").replaceChildren(...rules.map((rule) => Object.assign(document.createElement("li"), { textContent: rule })));
  field.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  field.focus();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "move" ? field.value.trim() : ""), { once: true }));
}

async function commit() {
  const move = held;
  if (!move || move.saving) {
    return;
  }
  if (move.technician === null || (move.technician === move.was.technician && move.start === move.was.start)) {
    putBack();
    say("It stays where it was.");
    return;
  }
  move.saving = true;
  // Only where it takes long: whatever is painted now delays what the site answers.
  move.slow = setTimeout(() => move.box.classList.add("is-saving"), slowFrom);
  const fields = { Technician: move.technician, At: move.start, Seen: move.card.dataset.seen };
  const answer = await sendWithReason(move.card.dataset.job, fields);
  clearTimeout(move.slow);
  const { card, was: before } = move;
  const letGo = () => { if (held === move) { putBack(); } };
  if (answer.status !== 200) {
    letGo();
    say(answer.why ? `${titleOf(card)} is back where it was. ${answer.why}` : `${titleOf(card)} is back where it was.`, answer.why ? "bad" : "");
    await settle(before.technician, fields.Technician);
    focusCard(card.dataset.job);
    return;
  }
  // The sketch stands there until the card does: it would else be seen to jump back first.
  move.landed = true;
  await settle(before.technician, fields.Technician);
  letGo();
  focusCard(card.dataset.job);
  offerUndo(card.dataset.job, `${titleOf(card)}: ${answer.said}`, before, fields.Technician, answer.seen);
}

async function sendWithReason(job, fields) {
  let answer = await post(job, fields).catch(() => ({ status: 0, why: lost }));
  if (answer.status === 422 && answer.rules?.length) {
    const why = await reason(answer.rules);
    answer = why ? await post(job, { ...fields, Reason: why }).catch(() => ({ status: 0, why: lost })) : { status: 422, why: "" };
  }
  return answer;
}

/** Unless somebody has gone on to something else meanwhile. */
function focusCard(job) {
  if (document.activeElement === document.body) {
    document.getElementById(`v-${job}`)?.focus({ preventScroll: true });
  }
}

function offerUndo(job, words, before, technician, seen) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Undo" });
  button.addEventListener("click", async () => {
    button.remove();
    const fields = before.technician === null ? { Seen: seen } : { Technician: before.technician, At: before.start, Seen: seen, Reason: "Taken back a moment later.", PromisedFrom: before.from, PromisedUntil: before.until };
    const answer = await post(job, fields, before.technician === null ? "&handler=TakeOff" : "").catch(() => ({ status: 0, why: lost }));
    await settle(before.technician, technician);
    say(answer.status === 200 ? "Taken back." : `Not taken back. ${answer.why}`, answer.status === 200 ? "" : "bad");
    focusCard(job);
  });
  say(words, "", button);
  setTimeout(() => { if (button.isConnected) { button.remove(); } }, undoFor);
}

// Rows of both technicians, and the tray where a job left it or came back to it. Nobody waits long for an answer that may be lost.
const settle = (...technicians) => Promise.race([
  Promise.all([...new Set(technicians)].map((technician) => (technician === null ? parts.refreshTray() : parts.refresh(technician)))),
  new Promise((resolve) => setTimeout(resolve, patience)),
]);

async function open(href) {
  const page = await fetch(href, { redirect: "manual" }).then((response) => (response.ok ? response.text() : null)).catch(() => null);
  const card = page && new DOMParser().parseFromString(page, "text/html").getElementById("card");
  if (!card) {
    location.assign(href);
    return;
  }
  document.getElementById("panel-body").replaceChildren(card);
  panel.showModal();
}

async function takeBest(form) {
  const fields = Object.fromEntries(["Technician", "At", "Seen"].map((name) => [name, form.elements[`Input.${name}`].value]));
  const job = decodeURIComponent(new URL(form.action).pathname.split("/").pop());
  const card = document.getElementById(`v-${job}`);
  const before = { technician: card?.closest(".row")?.dataset.technician ?? null, start: card?.dataset.start ?? null, from: card?.dataset.from, until: card?.dataset.until };
  const answer = await sendWithReason(job, fields);
  panel.close();
  await settle(before.technician, fields.Technician);
  if (answer.status === 200) {
    offerUndo(job, answer.said, before, fields.Technician, answer.seen);
  } else {
    say(answer.why, "bad");
  }
}

if (board) {
  parts = rowsOf(board, () => held);
  document.addEventListener("keydown", (event) => {
    const card = event.target.closest?.("a.visit[data-movable=true]");
    if (card && event.altKey && event.key.startsWith("Arrow")) {
      event.preventDefault();
      if (held?.card !== card || !held.saving) {
        lift(card);
        step(event.key);
      }
    } else if (held && !held.saving && event.key === "Escape") {
      const title = titleOf(held.card);
      putBack();
      say(`${title} is back where it was.`);
    } else if (held && card === held.card && event.key === "Enter") {
      event.preventDefault();
      commit();
    }
  });
  document.addEventListener("focusout", (event) => {
    if (held && !held.saving && !held.dragged && event.target === held.card && document.hasFocus()) {
      putBack();
    }
  });
  document.addEventListener("click", (event) => {
    const card = event.target.closest("a.visit[data-job]");
    if (card && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      open(card.href);
    }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".best form")) {
      event.preventDefault();
      takeBest(event.target);
    }
  });
  document.addEventListener("toggle", async (event) => {
    const list = event.target;
    if (list.matches?.("details[data-best]") && list.open) {
      const page = await fetch(list.dataset.best).then((response) => response.text()).catch(() => null);
      const best = page && new DOMParser().parseFromString(page, "text/html").querySelector(".best");
      list.querySelector("div").replaceChildren(best ?? "Nobody with the skill has room in the days ahead.");
    }
  }, true);
  dragging(board, { lift, show, commit, putBack, held: () => held });
}
