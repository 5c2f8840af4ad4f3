// The promises in danger above the board: what is open stays open, focus stays, and a change is said to screen readers.

/** @param fresh null: no promise is in danger any more */
export function showAlarms(board, alarms, fresh) {
  const [now, next] = [alarms.querySelector(".alarms"), fresh && document.adoptNode(fresh)];
  if (now?.textContent === next?.textContent) {
    return;
  }
  if (next && now?.querySelector("details[open]")) {
    next.querySelector("details")?.setAttribute("open", "");
  }
  const focused = alarms.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const title = now?.querySelector("h2").textContent;
  alarms.replaceChildren(...(next ? [next] : []));
  if (focused) {
    ([...alarms.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused) ?? board).focus({ preventScroll: true });
  }
  if (next?.querySelector("h2").textContent !== title) {
    document.getElementById("alarms-said").textContent = next?.querySelector("h2").textContent ?? "No promise is in danger any more";
  }
}
