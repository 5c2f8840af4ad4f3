// Cards are dragged with mouse, pen and finger: a mouse takes a card once it has moved a little, a finger after resting on it, so that the page can still be scrolled.
// Dragging over free time with a mouse enters other work.
import { label, place, time } from "./board-time.js";

const slack = 6;
const rest = 350;
const quarter = 900;

export function dragging(board, { lift, show, commit, putBack, held }) {
  let grip = null;
  let blocked = false;

  const secondsAt = (lane, x) => {
    const box = lane.getBoundingClientRect();
    return Number(board.dataset.first) + ((x - box.left) / box.width) * Number(board.dataset.hours) * 3600;
  };
  const rowAt = (x, y) => document.elementsFromPoint(x, y).map((element) => element.closest(".row")).find(Boolean);
  const snapped = (seconds) => Math.round(seconds / quarter) * quarter;

  function begin() {
    clearTimeout(grip.timer);
    grip.on = true;
    lift(grip.card);
    held().dragged = true;
    try {
      grip.card.setPointerCapture(grip.id);
    } catch {
      // The pointer is gone already; its end comes by itself.
    }
    move(grip.x, grip.y);
  }

  function move(x, y) {
    const row = rowAt(x, y);
    if (!row || !held() || held().saving) {
      return;
    }
    const lane = row.querySelector(".lane");
    const least = Number(board.dataset.first);
    const most = least + Number(board.dataset.hours) * 3600 - quarter;
    show(row.dataset.technician, Math.min(Math.max(snapped(secondsAt(lane, x) - grip.offset), least), most));
  }

  function finish(keep) {
    const { on } = grip ?? {};
    clearTimeout(grip?.timer);
    grip = null;
    if (on) {
      blocked = true;
      setTimeout(() => { blocked = false; }, 50);
      if (keep) {
        commit();
      } else {
        putBack();
      }
    }
  }

  document.addEventListener("pointerdown", (event) => {
    const card = event.target.closest("a.visit[data-movable=true]");
    if (!card || event.button !== 0 || (held()?.saving && !held().landed)) {
      return;
    }
    const lane = card.closest(".lane");
    grip = { card, id: event.pointerId, x: event.clientX, y: event.clientY, on: false, offset: lane ? secondsAt(lane, event.clientX) - Number(card.dataset.start) : 0 };
    if (event.pointerType !== "mouse") {
      grip.timer = setTimeout(() => { if (grip && !grip.on) { begin(); } }, rest);
    }
  });
  document.addEventListener("pointermove", (event) => {
    if (!grip || event.pointerId !== grip.id) {
      return;
    }
    const far = Math.hypot(event.clientX - grip.x, event.clientY - grip.y) > slack;
    if (!grip.on && far) {
      if (event.pointerType !== "mouse") {
        finish(false);
        return;
      }
      begin();
    }
    if (grip?.on) {
      move(event.clientX, event.clientY);
    }
  });
  document.addEventListener("pointerup", (event) => { if (grip?.id === event.pointerId) { finish(true); } });
  document.addEventListener("pointercancel", (event) => { if (grip?.id === event.pointerId) { finish(false); } });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && grip) { finish(false); } });

  // While a card is on its way the page does not scroll under the finger, links do not drag, and letting go opens nothing.
  document.addEventListener("touchmove", (event) => { if (grip?.on) { event.preventDefault(); } }, { passive: false });
  document.addEventListener("contextmenu", (event) => { if (grip) { event.preventDefault(); } });
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.("a.visit")) { event.preventDefault(); } });
  document.addEventListener("click", (event) => { if (blocked) { event.preventDefault(); event.stopPropagation(); } }, true);

  freeTime(board, secondsAt);
}

function freeTime(board, secondsAt) {
  let span = null;

  const edges = () => {
    const [a, b] = [Math.min(span.from, span.to), Math.max(span.from, span.to)];
    return [Math.floor(a / quarter) * quarter, Math.ceil(b / quarter) * quarter];
  };
  board.addEventListener("pointerdown", (event) => {
    const day = event.target.closest(".row__day");
    if (event.pointerType !== "mouse" || event.button !== 0 || !day || event.target.closest(".card-box, .drive")) {
      return;
    }
    const lane = day.querySelector(".lane");
    const at = secondsAt(lane, event.clientX);
    span = { row: day.closest(".row"), lane, from: at, to: at, sketch: Object.assign(document.createElement("li"), { className: "sketch", id: "span" }) };
    span.sketch.setAttribute("aria-hidden", "true");
    event.preventDefault();
  });
  document.addEventListener("pointermove", (event) => {
    if (span) {
      span.to = secondsAt(span.lane, event.clientX);
      const [from, to] = edges();
      place(board, span.sketch, from, (to - from) / 60);
      span.sketch.textContent = `Other work ${label(from)}–${label(to)}`;
      span.lane.append(span.sketch);
    }
  });
  const drop = () => { span?.sketch.remove(); span = null; };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { drop(); } });
  document.addEventListener("pointercancel", drop);
  document.addEventListener("pointerup", () => {
    if (!span) {
      return;
    }
    const { row } = span;
    const [from, to] = edges();
    const wide = Math.abs(span.to - span.from) > quarter / 2;
    drop();
    if (wide) {
      const address = new URL(board.dataset.work, location.origin);
      Object.entries({ technician: row.dataset.technician, date: board.dataset.date, from: time(from), to: time(to) }).forEach(([name, value]) => address.searchParams.set(name, value));
      location.assign(address);
    }
  });
}
