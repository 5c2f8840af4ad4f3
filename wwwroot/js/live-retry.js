// When to try again what the site did not answer. A page whose node was killed goes on through another one within three seconds: a break is seen at once, the first try comes after
// an eighth of a second, one that hangs is given up after one and a half, and tries are never more than a second and a quarter apart, however long it lasts.

/** How long to wait before the next try, in ms. Spread, so that not everybody who lost a node comes at the same moment. */
export const pause = (failures, most = 1_000) => Math.min(most, 125 * 2 ** failures) * (0.75 + Math.random() / 2);

/** How long to wait for an answer, in ms: longer each time, because the site may be there and slow. */
export const patience = (failures) => Math.min(12_000, 1_500 * 2 ** Math.max(0, failures - 1));
