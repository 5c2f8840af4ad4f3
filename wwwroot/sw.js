// Keeps the guide readable where there is no signal: a recorder hangs in the basement. Written by hand, without a build.
//
// What is kept, a page on screen asks for (js/offline.js): the list of its language, /offline.json or /es/offline.json, which names the pages and carries a version that changes with
// every deployment and every publication. Each version is a cache of its own; when it is complete the language's older ones go. Pages are fetched without cookies, so that
// nothing of a visitor is in them. What is shown online comes from the network: a correction is seen at once.
const PREFIX = "clevesec-";
const LISTS = ["/offline.json", "/es/offline.json"];

// How long somebody waits for a fresh page of the guide before the kept one is shown, and for the next question before the page with all of them.
const PATIENCE = { guide: 3000, questions: 8000 };
const ASSETS = /<(?:img|script)\b[^>]*?\ssrc="(\/[^"]+)"|<link rel="(?:stylesheet|icon|apple-touch-icon|manifest)"[^>]*?\shref="(\/[^"]+)"/g;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (LISTS.includes(event.data?.keep)) {
    event.waitUntil(keep(event.data.keep).catch(() => false).then((done) => event.ports[0]?.postMessage(done)));
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) {
    return;
  }

  const spanish = below(url.pathname, "/es");
  const path = spanish ? url.pathname.slice(3) || "/" : url.pathname;
  if (below(path, "/staff") || below(path, "/tech")) {
    return;
  }

  if (request.mode !== "navigate") {
    if (["style", "script", "image", "font", "manifest"].includes(request.destination)) {
      event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
    }
  } else if (below(path, "/which-reset")) {
    // The questions lead to more pages than a phone should hold: one page has them all.
    event.respondWith(online(request, PATIENCE.questions, (spanish ? "/es" : "") + "/which-reset/offline", spanish));
  } else if (below(path, "/guide")) {
    event.respondWith(online(request, PATIENCE.guide, url.pathname, spanish));
  } else {
    event.respondWith(fetch(request).catch(async (error) => (await caches.match(offlinePage(spanish))) ?? Promise.reject(error)));
  }
});

/** The page from the network. A kept one when that fails, or takes longer than somebody waits; the page for pages that are not kept only when it fails. */
async function online(request, patience, path, spanish) {
  const network = fetch(request);
  network.catch(() => undefined);
  const kept = await caches.match(path);
  const first = await (kept ? Promise.race([network, after(patience)]) : network).catch(() => undefined);
  if (first && !(kept && first.status >= 500)) {
    return first;
  }

  return kept ?? (await caches.match(offlinePage(spanish))) ?? network;
}

/** Puts everything on a list into the cache of its version. A page that is missing is left out; without a connection it is tried again with the next page. */
async function keep(address) {
  const answer = await fetch(address, { cache: "no-store", credentials: "omit" });
  if (!answer.ok) {
    return false;
  }

  const list = await answer.clone().json();
  const name = `${PREFIX}${list.language}-${list.version}`;
  const cache = await caches.open(name);
  if (!(await cache.match(address))) {
    const assets = new Set();
    for (const path of list.pages) {
      const page = await put(cache, path);
      for (const [, source, link] of page ? (await page.text()).matchAll(ASSETS) : []) {
        assets.add((source ?? link).replaceAll("&amp;", "&"));
      }
    }

    await Promise.all([...assets].map((path) => put(cache, path)));

    // Last, so that what is begun and broken off does not count as complete.
    await cache.put(address, answer);
  }

  const older = (await caches.keys()).filter((other) => other.startsWith(`${PREFIX}${list.language}-`) && other !== name);
  await Promise.all(older.map((other) => caches.delete(other)));
  return true;
}

async function put(cache, path) {
  const answer = await fetch(path, { cache: "no-cache", credentials: "omit" });
  if (answer.status >= 500) {
    throw new Error(`${path}: ${answer.status}`);
  }

  if (!answer.ok || answer.redirected) {
    return undefined;
  }

  await cache.put(path, answer.clone());
  return answer;
}

function offlinePage(spanish) {
  return spanish ? "/es/offline" : "/offline";
}

function below(path, folder) {
  return path === folder || path.startsWith(folder + "/");
}

function after(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
