// A visit that was moved on another screen stands at its new place as soon as this one hears of it; what that means for the drives and promises around it comes with its row.
import { clock, label } from "./board-time.js";

const soon = 100;

/** @returns the visit's card; null where there is none here, or where it shows this move or a later one already */
export function cardOf(board, { id, now }) {
  const card = board.querySelector(`[data-seen^="${id.replaceAll("-", "")}."]`);
  return card && Number(card.dataset.seen.split(".")[1]) < now.sequence ? card : null;
}

/** Whether it is a place that the board shows. */
export function isShown(board, { day, start }) {
  const first = Number(board.dataset.first);
  return day === board.dataset.date && start >= first && start < first + Number(board.dataset.hours) * 3600;
}

/** Puts the card there, into the technician's row. What a move from there says was seen stays what it was until the row has come. */
export function putAt(board, card, row, start) {
  const [box, lane] = [card.closest("li"), row.querySelector(".lane")];
  box.className = box.className.replace(/\bh\d+ m\d+\b/, clock(board, start));
  card.dataset.start = start;
  card.querySelector("span").firstChild.data = label(start);
  if (box.parentElement !== lane) {
    lane.append(box);
  }
}

/** When the screen shows it; soon also where nothing is shown, in a window that is covered. */
export const painted = () => Promise.race([
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  new Promise((resolve) => setTimeout(resolve, soon)),
]);
