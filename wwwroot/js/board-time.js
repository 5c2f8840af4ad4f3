// Time on the board: seconds since 1970 from the server, columns of five minutes from the board's first hour on.
const five = 300;
const words = new Intl.DateTimeFormat("en-US", { timeZone: "America/New_York", hour: "numeric", minute: "2-digit" });
const typed = new Intl.DateTimeFormat("en-GB", { timeZone: "America/New_York", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const steps = (board, seconds) => Math.max(0, Math.floor((seconds - Number(board.dataset.first)) / five));

/** "10:15 am"; full hours without minutes. */
export const label = (seconds) => words.format(seconds * 1000).toLowerCase().replace("\u202f", " ").replace(":00", "");

/** "10:15", as a form's field wants it. */
export const time = (seconds) => typed.format(seconds * 1000);

/** The classes of a moment. */
export const clock = (board, seconds) => `h${Math.floor(steps(board, seconds) / 12)} m${steps(board, seconds) % 12}`;

/** The first moment at which the clock shows that hour, or the board's first. */
export function startAt(board, hour) {
  const first = Number(board.dataset.first);
  for (let i = 0; i < Number(board.dataset.hours); i++) {
    if (Number(time(first + i * 3600).slice(0, 2)) === hour) {
      return first + i * 3600;
    }
  }
  return first;
}

/** Puts a sketch where it would stand. */
export function place(board, sketch, start, minutes) {
  const length = Math.max(1, Math.round(minutes / 5));
  sketch.className = `sketch ${clock(board, start)} l${Math.floor(length / 12)} k${length % 12}`;
}
