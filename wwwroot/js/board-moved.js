// A visit that was moved on another screen stands at its new place as soon as this one hears of it; what that means for the drives and promises around it comes with its row.
import { label } from "./board-time.js";

const soon = 100;

/** @returns the visit's card; null where there is none here, or where it shows this change or a later one already */
export function cardOf(board, { id, now }) {
  const card = board.querySelector(`[data-seen^="${id.replaceAll("-", "")}."]`);
  return card && Number(card.dataset.seen.split(".")[1]) < now.sequence ? card : null;
}

/** Whether it is a place that the board shows. */
export function isShown(board, { start, end }) {
  const first = Number(board.dataset.first);
  return start >= first && end <= first + Number(board.dataset.hours) * 3600;
}

/** Puts the card there, into the technician's row, before what comes later. Busy, for who hears the page, until the row has come and says the rest. */
export function putAt(card, row, { sequence, start, from, until }, where) {
  const [box, lane] = [card.closest("li"), row.querySelector(".lane")];
  const later = [...lane.querySelectorAll(".card-box")].find((other) => other !== box && Number(other.firstElementChild.dataset.start) > start);
  const next = driveOf(later) ?? later ?? null;
  driveOf(box)?.remove();
  row.querySelector(".row__empty")?.remove();
  box.setAttribute("aria-busy", "true");
  box.className = box.className.replace(/\bh\d+ m\d+\b/, where);
  Object.assign(card.dataset, { start, from, until, seen: card.dataset.seen.replace(/\d+$/, sequence) });
  const [time, span] = card.querySelector("span").childNodes;
  time.data = label(start);
  span.textContent = ","; // When it ends and what is promised.
  if (box.parentElement !== lane || box.nextElementSibling !== next) {
    lane.insertBefore(box, next);
  }
}

const driveOf = (box) => (box?.previousElementSibling?.matches(".drive") ? box.previousElementSibling : null);

/** When the screen shows it; soon also where nothing is shown, in a window that is covered. */
export const painted = () => Promise.race([
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  new Promise((resolve) => setTimeout(resolve, soon)),
]);
