// For each piece a number so that SHA-256 of "seed:piece:number" begins with enough zero bits. Own SHA-256 of one block: the browser's is made for long texts and needs
// a promise for each. Worked off in slices, so that the page stays usable.
const K = new Uint32Array(64);
const H = new Uint32Array(8);
const slice = 24;

// The constants are the first 32 bits of the fractions of the square and cube roots of the first primes.
(function constants() {
  for (let n = 2, found = 0; found < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) {
      if (n % d === 0) {
        prime = false;
        break;
      }
    }
    if (prime) {
      if (found < 8) {
        H[found] = (Math.sqrt(n) % 1) * 4294967296;
      }
      K[found++] = (Math.cbrt(n) % 1) * 4294967296;
    }
  }
})();

const W = new Uint32Array(64);
const rotate = (x, n) => (x >>> n) | (x << (32 - n));

/** The first 32 bits of the SHA-256 of a text of at most 55 ASCII signs. */
export function firstWord(text) {
  W.fill(0, 0, 16);
  for (let i = 0; i < text.length; i++) {
    W[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  }
  W[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  W[15] = text.length * 8;
  for (let i = 16; i < 64; i++) {
    const s0 = rotate(W[i - 15], 7) ^ rotate(W[i - 15], 18) ^ (W[i - 15] >>> 3);
    const s1 = rotate(W[i - 2], 17) ^ rotate(W[i - 2], 19) ^ (W[i - 2] >>> 10);
    W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = H;
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  return (H[0] + a) >>> 0;
}

async function solve(seed, piece, bits) {
  const most = 2 ** (32 - bits);
  for (let number = 0; ;) {
    const until = performance.now() + slice;
    while (performance.now() < until) {
      for (let i = 0; i < 500; i++, number++) {
        if (firstWord(`${seed}:${piece}:${number}`) < most) {
          return number;
        }
      }
    }
    await new Promise((next) => window.setTimeout(next));
  }
}

/** Does the sum of the form's challenge, says how far it is, and sends the form with everything typed. */
export async function prove(form) {
  const box = document.getElementById("proof");
  const said = document.getElementById("proof-said");
  const step = document.getElementById("proof-step");
  const bar = document.getElementById("proof-bar");
  const { seed, bits, pieces } = box.dataset;
  box.hidden = false;
  said.textContent = said.dataset.working;
  try {
    const numbers = [];
    for (let piece = 0; piece < Number(pieces); piece++) {
      numbers.push(await solve(seed, piece, Number(bits)));
      bar.value = piece + 1;
      step.textContent = box.dataset.step.replace("{0}", piece + 1).replace("{1}", pieces);
    }
    document.getElementById("proof-answer").value = numbers.join(",");
    said.textContent = said.dataset.done;
    form.requestSubmit(form.querySelector("button.button--primary[type='submit']"));
  } catch {
    said.textContent = box.dataset.failed;
  }
}
