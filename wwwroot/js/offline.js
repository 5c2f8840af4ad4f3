// Asks the service worker to keep the guide in the language of this page, once the page is there and the browser has time. Without it the site works as it does with it.
const list = document.documentElement.lang.startsWith("es") ? "/es/offline.json" : "/offline.json";

async function keep() {
  try {
    await navigator.serviceWorker.register("/sw.js");
    const { active } = await navigator.serviceWorker.ready;
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => { document.documentElement.dataset.offline = data ? "ready" : "not-yet"; };
    active.postMessage({ keep: list }, [channel.port2]);
  } catch {
    // Refused (private window, no room): the site is only not kept.
  }
}

if ("serviceWorker" in navigator && !navigator.connection?.saveData) {
  const whenIdle = () => (window.requestIdleCallback ?? window.setTimeout)(keep);
  if (document.readyState === "complete") {
    whenIdle();
  } else {
    window.addEventListener("load", whenIdle, { once: true });
  }
}
