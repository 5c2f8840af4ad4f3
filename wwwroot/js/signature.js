// Draws a signature with finger, pen or mouse into a field of whole numbers; the typed name stays enough without it.
const box = document.querySelector("[data-signature]");
const canvas = box.querySelector("canvas");
const field = box.querySelector("input");
const pen = canvas.getContext("2d");
const most = 3000;
let strokes = field.value ? JSON.parse(field.value) : [];
let stroke = null;

const full = () => strokes.reduce((sum, one) => sum + one.length, 0) >= most;

function point(event) {
  const frame = canvas.getBoundingClientRect();
  const on = (at, from, size, length) => Math.round(Math.min(1, Math.max(0, (at - from) / size)) * length);
  return [on(event.clientX, frame.left, frame.width, canvas.width), on(event.clientY, frame.top, frame.height, canvas.height)];
}

function paint() {
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.lineWidth = 3;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = getComputedStyle(canvas).color;
  for (const points of strokes) {
    pen.beginPath();
    pen.moveTo(...points[0]);
    for (const one of points.length === 1 ? [[points[0][0] + 1, points[0][1]]] : points) pen.lineTo(...one);
    pen.stroke();
  }
}

canvas.addEventListener("pointerdown", event => {
  event.preventDefault();
  if (full()) return;
  canvas.setPointerCapture(event.pointerId);
  stroke = [point(event)];
  strokes.push(stroke);
  paint();
});
canvas.addEventListener("pointermove", event => {
  if (!stroke) return;
  for (const part of event.getCoalescedEvents?.() ?? [event]) {
    const next = point(part);
    const last = stroke.at(-1);
    if (!full() && Math.abs(next[0] - last[0]) + Math.abs(next[1] - last[1]) >= 3) stroke.push(next);
  }
  paint();
});
for (const ends of ["pointerup", "pointercancel"]) {
  canvas.addEventListener(ends, () => {
    if (!stroke) return;
    stroke = null;
    field.value = JSON.stringify(strokes);
  });
}
box.querySelector("[data-clear]").addEventListener("click", () => {
  strokes = [];
  field.value = "";
  paint();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
box.hidden = false;
paint();
