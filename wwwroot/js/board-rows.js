// Rows, tray and promises in danger are fetched anew when they change, here or on another screen, and everything once a minute while it is today: what runs late does so without a change. A card that came or changed is marked for a while; focus and scroll stay where they are, and
// nothing is taken out of a hand. What could not be fetched, or came at the wrong moment, is fetched again: the stream tells each change once.
import { showAlarms } from "./board-alarms.js";
import { cardOf, isShown, painted, putAt } from "./board-moved.js";
import { moversOf } from "./board-movers.js";
import { clock } from "./board-time.js";
import { pause } from "./live-retry.js";
import { live } from "./live.js";
import { patch } from "./patch.js";

const markFor = 5_000;
const everyMinute = 60_000;
const hung = 10_000;
const background = { "X-Background": "1" };

export function rowsOf(board, held) {
  const tray = document.getElementById("tray");
  const alarms = document.getElementById("alarms");
  const waiting = new Set(); // Technicians whose row changed while somebody here held a card in it.
  const underWay = new Map();
  const again = new Set();
  const wanted = new Map(); // Rows that will be asked for in a moment.
  const movers = moversOf();
  const marked = new WeakMap(); // What was marked, and until when.
  const shown = new Map(); // Which request's answer a row shows, the tray and the alarms: an older one that arrives later is not shown.
  let turn = 0;
  let trayWaits = false;
  let allWaits = false;
  let failures = 0;
  let retry;
  let homeless = { id: "" }; // The card that had the focus and is not in its other row yet.
  let ahead = Number(board.dataset.now) * 1000 - Date.now();

  const rows = () => [...board.querySelectorAll(".row")];
  const rowOf = (technician) => rows().find((row) => row.dataset.technician === technician);
  const busy = (row) => held() !== null && !held().landed && (held().row === row || held().technician === row.dataset.technician);
  const looks = (card) => `${card.dataset.seen} ${card.dataset.start} ${card.textContent}`;

  /** Null: there is no such thing. Undefined: the site did not say. */
  async function fragment(query) {
    const address = query ? `${board.dataset.query}${board.dataset.query.includes("?") ? "&" : "?"}${query}` : board.dataset.query;
    const response = await fetch(address, { redirect: "manual", cache: "no-store", headers: background, signal: AbortSignal.timeout(hung) }).catch(() => undefined);
    const text = response?.ok ? await response.text().catch(() => undefined) : undefined;
    if (text === undefined) {
      return response?.status === 404 ? null : undefined;
    }
    failures = 0;
    return new DOMParser().parseFromString(text, "text/html");
  }

  function tryAgain() {
    clearTimeout(retry);
    retry = setTimeout(refreshAll, pause(failures++, 30_000));
  }

  function keepFocus(part, change) {
    const nobody = document.activeElement === document.body && performance.now() < homeless.until;
    const id = part.contains(document.activeElement) ? document.activeElement.id : nobody ? homeless.id : "";
    change();
    if (id && document.activeElement?.id !== id) {
      const found = document.getElementById(id);
      found?.focus({ preventScroll: true });
      homeless = { id: found ? "" : id, until: performance.now() + 2_000 };
    }
  }

  function swapRow(fresh, asked) {
    const { technician } = fresh.dataset;
    const now = rowOf(technician);
    if (!now || asked < (shown.get(technician) ?? 0)) {
      return;
    }
    if (now.innerHTML !== fresh.innerHTML) {
      if (busy(now)) {
        waiting.add(technician);
        return;
      }
      const before = looksOf(now);
      keepFocus(now, () => patch(now, fresh));
      mark(now, before);
      walk();
      movers.name();
    }
    shown.set(technician, asked);
  }

  const looksOf = (row) => new Map([...row.querySelectorAll("[data-job]")].map((card) => [card.id, looks(card)]));

  function mark(row, before) {
    for (const [id, look] of looksOf(row)) {
      if (before.get(id) !== look) {
        const box = row.querySelector(`#${CSS.escape(id)}`).closest("li");
        clearTimeout(marked.get(box));
        box.classList.add("is-changed");
        marked.set(box, setTimeout(() => box.classList.remove("is-changed"), markFor));
      }
    }
  }

  /** Before the rows say what it means for them: what they said before it is not shown any more, and both are asked. */
  function moveCard(change) {
    const card = isShown(board, change.now) ? cardOf(board, change) : null;
    const row = card && rowOf(change.now.technician);
    const was = card?.closest(".row");
    if (!row || card === held()?.card || busy(row) || busy(was) || (row === was && Number(card.dataset.start) === change.now.start)) {
      return;
    }
    const [before, asked, when] = [looksOf(row), ++turn, painted()];
    keepFocus(board, () => putAt(card, row, change.now, clock(board, change.now.start)));
    mark(row, before);
    for (const { dataset } of new Set([was, row])) {
      shown.set(dataset.technician, asked);
      refresh(dataset.technician, when);
    }
  }

  // Somebody who is not here any more, and with whom nothing stands.
  function gone(technician) {
    const row = rowOf(technician);
    if (row && busy(row)) {
      waiting.add(technician);
    } else {
      row?.remove();
    }
  }

  function swapTray(fresh, asked) {
    if (!fresh || asked < (shown.get(tray) ?? 0)) {
      return;
    }
    trayWaits = (held() !== null && !held().landed && tray.contains(held().card)) || tray.querySelector("details[open]") !== null;
    if (trayWaits) {
      return;
    }
    if (tray.firstElementChild?.innerHTML !== fresh.innerHTML) {
      keepFocus(tray, () => patch(tray.firstElementChild, fresh));
      movers.name();
    }
    shown.set(tray, asked);
  }

  function swapAlarms(fresh, asked) {
    if (asked < (shown.get(alarms) ?? 0)) {
      return;
    }
    shown.set(alarms, asked);
    showAlarms(board, alarms, fresh);
  }

  /**
   * One technician's day. Asked for at once, it is fetched once: a move is a change of the visit and of the drives around it. Asked for again while it is on its way, it is
   * fetched once more afterwards; and while somebody here holds a card in it, when that is let go.
   * @param when not before this
   */
  function refresh(technician, when = Promise.resolve()) {
    if (!wanted.has(technician)) {
      wanted.set(technician, when.then(() => {
        wanted.delete(technician);
        return fetchRow(technician);
      }));
    }
    return wanted.get(technician);
  }

  function fetchRow(technician) {
    const row = rowOf(technician);
    if (row && busy(row)) {
      waiting.add(technician);
      return undefined;
    }
    waiting.delete(technician);
    if (underWay.has(technician)) {
      again.add(technician);
      return underWay.get(technician);
    }
    const work = (async () => {
      do {
        again.delete(technician);
        const asked = ++turn;
        const fresh = await fragment(`handler=Row&technician=${technician}&first=${board.dataset.first}&hours=${board.dataset.hours}`);
        if (fresh) {
          const news = document.adoptNode(fresh.querySelector(".row"));
          if (news.dataset.beyond) {
            refreshAll(); // Earlier or later than the hours shown.
            break;
          }
          swapRow(news, asked);
        } else if (fresh === null) {
          gone(technician);
        } else {
          tryAgain();
        }
      } while (again.has(technician));
      underWay.delete(technician);
    })();
    underWay.set(technician, work);
    return work;
  }

  async function refreshTray() {
    const asked = ++turn;
    const fresh = await fragment("handler=Tray");
    if (fresh === undefined) {
      tryAgain();
    }
    swapTray(fresh?.querySelector(".tray"), asked);
  }

  async function refreshAlarms() {
    const asked = ++turn;
    const fresh = await fragment("handler=Alarms");
    if (fresh) {
      swapAlarms(fresh.querySelector(".alarms"), asked);
    } else {
      tryAgain();
    }
  }

  /** Everything: whoever came or went, and other hours, too. */
  async function refreshAll() {
    const asked = ++turn;
    clearTimeout(retry);
    const page = await fragment("");
    const fresh = page?.querySelector(".board");
    if (page === undefined) {
      tryAgain();
    }
    swapTray(page?.querySelector(".tray"), asked);
    if (!fresh) {
      return;
    }
    swapAlarms(page.querySelector(".alarms"), asked);
    ahead = Number(fresh.dataset.now) * 1000 - Date.now();
    if (fresh.dataset.first !== board.dataset.first || fresh.dataset.hours !== board.dataset.hours) {
      allWaits = held() !== null;
      if (allWaits) {
        return;
      }
      [...fresh.attributes].forEach(({ name, value }) => board.setAttribute(name, value));
      board.querySelector(".axis").replaceWith(document.adoptNode(fresh.querySelector(".axis")));
    }
    const news = [...fresh.querySelectorAll(".row")].map((row) => document.adoptNode(row));
    let last = board.querySelector(".axis");
    for (const row of news) {
      if (!rowOf(row.dataset.technician)) {
        last.after(row);
      }
      swapRow(row, asked);
      last = rowOf(row.dataset.technician);
    }
    const here = new Set(news.map((row) => row.dataset.technician));
    rows().map((row) => row.dataset.technician).filter((technician) => !here.has(technician)).forEach(gone);
    walk();
  }

  function release() {
    if (allWaits) {
      allWaits = false;
      refreshAll();
    }
    if (trayWaits) {
      refreshTray();
    }
    [...waiting].forEach((technician) => { waiting.delete(technician); refresh(technician); });
  }

  // By the clock on the wall: the other one stands still while a laptop sleeps.
  function walk() {
    const now = `now ${clock(board, Math.floor((Date.now() + ahead) / 1000))}`;
    board.querySelectorAll(".now").forEach((line) => {
      if (line.className !== now) {
        line.className = now;
      }
    });
  }

  let trayLater = 0;
  let alarmsLater = 0;
  let allLater = 0;
  live(["visit", "job", "other-work"], (change) => {
    const { topic, technician, day } = change;
    if (topic === "reset") {
      refreshAll();
      return;
    }
    if (change.now) {
      moveCard(change);
    }
    if (technician && (!day || day === board.dataset.date)) {
      if (rowOf(technician)) {
        refresh(technician);
      } else if (!day) {
        // Somebody who is new here, or works on other days from now on.
        clearTimeout(allLater);
        allLater = setTimeout(refreshAll, 250);
      }
    }
    if (topic !== "other-work") {
      clearTimeout(trayLater);
      trayLater = setTimeout(refreshTray, 250);
    }
    clearTimeout(alarmsLater);
    alarmsLater = setTimeout(refreshAlarms, 500);
  }, {
    onMoving: movers.hear,
  });
  tray.addEventListener("toggle", ({ target }) => {
    if (!target.open && trayWaits) {
      refreshTray();
    }
  }, true);
  setInterval(walk, 15_000);
  setInterval(() => {
    if (!document.hidden && board.querySelector(".now")) {
      refreshAll();
    }
  }, everyMinute);
  walk();
  return { refresh, refreshTray, release };
}
