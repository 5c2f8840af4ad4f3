// Makes one element what a fresh one is, with as few changes as possible: what is exchanged, the browser lays out and paints anew, and it loses focus.

/**
 * An element with an id, or whose first one has it, stays itself wherever it stands; any other stays where it stands. Classes `is-…` are the page's own and stay, too.
 * @param now in the page
 * @param next what it is to be; used up
 */
export function patch(now, next) {
  attributes(now, next);
  const kept = new Map([...now.children].filter(keyOf).map((child) => [keyOf(child), child]));
  let at = now.firstChild;
  for (const fresh of [...next.childNodes]) {
    const known = keyOf(fresh) ? kept.get(keyOf(fresh)) : at && !keyOf(at) ? at : undefined;
    if (known?.nodeName !== fresh.nodeName) {
      now.insertBefore(fresh, at);
      continue;
    }
    kept.delete(keyOf(fresh)); // Of two with one key the second comes new.
    if (known === at) {
      at = at.nextSibling;
    } else {
      now.insertBefore(known, at);
    }
    if (known.nodeType !== Node.ELEMENT_NODE) {
      if (known.data !== fresh.data) {
        known.data = fresh.data;
      }
    } else if (!known.isEqualNode(fresh)) {
      patch(known, fresh);
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

const keyOf = (node) => node.id || node.firstElementChild?.id || "";

function attributes(now, next) {
  [...now.classList].filter((name) => name.startsWith("is-")).forEach((name) => next.classList.add(name));
  [...now.attributes].filter(({ name }) => !next.hasAttribute(name)).forEach(({ name }) => now.removeAttribute(name));
  [...next.attributes].filter(({ name, value }) => now.getAttribute(name) !== value).forEach(({ name, value }) => now.setAttribute(name, value));
}
