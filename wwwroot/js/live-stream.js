// One stream for all tabs of a browser: the tab that holds the lock has it and tells the others; when it goes, the next one takes over where it was. A page in sight never
// depends on one that is hidden or asleep. Without locks or channels each tab has a stream of its own.
import { patience, pause } from "./live-retry.js";

export const address = "/staff/live";
const name = "clevesec-live";
const silence = 25_000; // The server gives a sign of life every 15 s.
const shared = "locks" in navigator && "BroadcastChannel" in window;

let tell; // What happened, for this page: (type, data).
let tellState; // "live", "reconnecting" or "ended".
let started = false;
let joined = false;
let state = "connecting";
let point; // How far this browser has read; the same in every tab.
let heard = 0;

let channel;
let leading = false;
let release;
let asking;

let source;
let failures = 0; // Tries since the stream last told something.
let retry; // The next try, or the end of patience with this one.

export function follow(onEvent, onState) {
  [tell, tellState] = [onEvent, onState];
  start();
}

function start() {
  if (started) {
    return;
  }
  started = true;
  heard = Date.now();
  if (!shared) {
    leading = true;
    connect();
    return;
  }
  channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => fromTab(data);
  ask();
  post({ kind: document.hidden ? "hello" : "yield" });
}

function stop() {
  [started, joined, state] = [false, false, "connecting"];
  asking?.abort();
  leave();
  channel?.close();
  channel = undefined;
}

// Who leads.

function ask(steal) {
  asking?.abort();
  const mine = asking = new AbortController();
  const wait = steal ? { steal } : { signal: mine.signal };
  navigator.locks.request(name, wait, () => (mine.signal.aborted ? undefined : new Promise((done) => {
    [release, leading] = [done, true];
    connect();
  }))).catch(() => {}).finally(() => {
    if (asking === mine && !mine.signal.aborted) {
      // Given up, or taken by a tab that heard nothing from here: in line again.
      leave();
      ask();
    }
  });
}

function leave() {
  clearTimeout(retry);
  source?.close();
  [source, leading] = [undefined, false];
  release?.();
  release = undefined;
}

function post(message) {
  channel?.postMessage(message);
}

function news(more) {
  post({ kind: "news", state, point, hidden: document.hidden, ...more });
}

function fromTab(message) {
  if (message.kind !== "news") {
    if (leading && message.kind === "yield" && document.hidden) {
      release?.();
    } else if (leading) {
      news();
    }
    return;
  }
  heard = Date.now();
  point = message.point ?? point;
  if (state === "ended" && message.state === "live") {
    // Somebody signed in again.
    joined = false;
    ask();
  }
  show(message.state);
  if (message.type && joined) {
    tell(message.type, message.data);
  }
  join();
  if (message.hidden && !document.hidden) {
    post({ kind: "yield" });
  }
}

function show(now) {
  state = now;
  tellState(now);
}

function join() {
  if (!joined && state === "live") {
    joined = true;
    tell("reset");
  }
}

// The stream.

function connect() {
  clearTimeout(retry);
  source?.close();
  heard = Date.now();
  const mine = source = new EventSource(point ? `${address}?after=${encodeURIComponent(point)}` : address);
  for (const type of ["hello", "changes", "reset", "moving", "beat", "ended"]) {
    mine.addEventListener(type, (event) => mine === source && fromServer(type, event));
  }
  mine.onopen = () => mine === source && clearTimeout(retry);
  mine.onerror = () => mine === source && lost(mine);
  retry = setTimeout(lost, patience(failures), mine);
}

function fromServer(type, event) {
  [heard, failures] = [Date.now(), 0];
  if (type === "ended") {
    end();
    return;
  }
  point = event.lastEventId || point;
  show("live");
  const data = type === "changes" || type === "moving" ? JSON.parse(event.data) : undefined;
  news({ type, data });
  if (joined) {
    tell(type, data);
  }
  join();
}

function lost(mine) {
  const refused = mine.readyState === EventSource.CLOSED;
  mine.close();
  show("reconnecting");
  news();
  clearTimeout(retry);
  retry = setTimeout(refused ? knock : connect, pause(failures++), mine);
}

// An answer that is no stream: is the session over, or only the server away?
async function knock(mine) {
  const answer = await fetch(`${address}?once=true`, { redirect: "manual", headers: { "X-Background": "1" }, signal: AbortSignal.timeout(patience(failures)) }).catch(() => undefined);
  if (mine !== source) {
    return;
  }
  if (answer?.type === "opaqueredirect" || answer?.status === 404) {
    end();
  } else if (answer?.status === 429) {
    retry = setTimeout(connect, 10_000);
  } else {
    connect();
  }
}

function end() {
  show("ended");
  news();
  asking?.abort();
  leave();
}

// Whether it still lives: every two seconds, and when the page or the network comes back.

function look(back) {
  if (!started || state === "ended") {
    return;
  }
  const quiet = Date.now() - heard;
  if (leading) {
    if (quiet > silence || (back && (quiet > 16_000 || state !== "live"))) {
      show("reconnecting");
      connect();
    }
  } else if (!document.hidden && quiet > silence + 5_000) {
    heard = Date.now();
    ask(true);
  } else if (back) {
    post({ kind: document.hidden ? "hello" : "yield" });
  }
}

setInterval(look, 2_000, false);
addEventListener("online", () => look(true));
document.addEventListener("resume", () => look(true));
addEventListener("offline", () => {
  if (leading && state !== "ended") {
    clearTimeout(retry);
    source?.close();
    show("reconnecting");
    news();
  }
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    look(true);
  } else if (leading) {
    news();
  }
});
addEventListener("pagehide", stop);
addEventListener("pageshow", (event) => event.persisted && tell && start());
