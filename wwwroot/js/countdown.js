// Shows how long an offer still stands, by the reader's clock; the time itself stands beside it for whoever has no JavaScript. Says nothing aloud until it is over.
for (const place of document.querySelectorAll("[data-until]")) {
  const until = Number(place.dataset.until);
  const tick = () => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    if (seconds <= 0) {
      place.setAttribute("role", "status");
      place.textContent = place.dataset.over;
      return;
    }
    place.textContent = `${place.dataset.left} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    setTimeout(tick, 1000 - (Date.now() % 1000));
  };
  if (until - Date.now() < 3_600_000) {
    tick();
  }
}
