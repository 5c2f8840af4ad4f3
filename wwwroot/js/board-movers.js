// Who is moving what on other screens: said on the card, in the rows and in the tray.

/** What others call it: the job of a card that waits, otherwise the visit. */
export const idOf = (card) => card.dataset.id ?? card.dataset.seen.split(".")[0];

export function moversOf() {
  const movers = new Map();

  /** Also when cards were fetched anew. */
  function name() {
    document.querySelectorAll(".card-box[data-mover], .tray__job[data-mover]").forEach((box) => { delete box.dataset.mover; });
    document.querySelectorAll("[data-job]").forEach((card) => {
      const who = [...(movers.get(idOf(card)) ?? [])];
      if (who.length > 0) {
        card.closest("li").dataset.mover = `${who.join(", ")} ${who.length === 1 ? "is" : "are"} moving this`;
      }
    });
  }

  function hear({ id, by, on }) {
    const key = id.replaceAll("-", "");
    const who = movers.get(key) ?? new Set();
    who[on ? "add" : "delete"](by);
    movers.set(key, who);
    name();
  }

  return { name, hear };
}
