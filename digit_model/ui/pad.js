// The drawing pad. Runs once, when mounted, with (element, trigger, props, server, upload, watch).
//
// Holds the drawing as strokes in pad units and asks the server for a reading while the pen moves: one question at a
// time, always about the newest drawing. Readings go to the other components as "digit-read" on document;
// when they have painted, "digit-painted" says which pointer event that answers. "digit-rest" repeats the newest reading
// when the pen has come to rest, with its drawing, or a picture's autopsy: what takes longer to explain waits for that.

const canvas = element.querySelector("canvas");
const ink = canvas.getContext("2d");
const tool = Object.fromEntries(["undo", "redo", "erase", "clear", "width"].map((id) => [id, element.querySelector("#" + id)]));
const ERASER = 2; // times as wide as the pen
const RETRY_MS = 1500;

// Each entry is a whole drawing, a list of strokes; strokes are shared and never changed once they are in.
let history = [[]];
let now = 0;
let active = null; // the stroke under the pen

const strokes = () => (active ? [...history[now], active] : history[now]);
const pointCount = () => strokes().reduce((sum, stroke) => sum + stroke.points.length, 0);
const say = (status) => element.querySelectorAll("[data-status]").forEach((text) => (text.hidden = text.dataset.status !== status));

// ---- painting -------------------------------------------------------------------------------------------------

function paintFrom(stroke, first) {
  const side = canvas.width;
  const at = ([x, y]) => [x * side, y * side];
  ink.globalCompositeOperation = stroke.erases ? "destination-out" : "source-over";
  ink.lineWidth = stroke.width * side;
  ink.beginPath();
  ink.moveTo(...at(stroke.points[first]));
  // A line to itself makes a single point a dot.
  for (const point of stroke.points.slice(first + 1).concat([stroke.points.at(-1)])) ink.lineTo(...at(point));
  ink.stroke();
}

function repaint() {
  ink.clearRect(0, 0, canvas.width, canvas.height);
  for (const stroke of strokes()) paintFrom(stroke, 0);
}

function fitToScreen() {
  const side = Math.round(canvas.clientWidth * devicePixelRatio);
  if (!side || side === canvas.width) return;
  canvas.width = canvas.height = side; // also resets the pen
  ink.lineCap = ink.lineJoin = "round";
  ink.strokeStyle = getComputedStyle(canvas).color;
  repaint();
}

function showTools() {
  const empty = strokes().every((stroke) => stroke.erases);
  if (empty) tool.erase.setAttribute("aria-pressed", "false"); // there is nothing to erase
  tool.erase.disabled = empty;
  tool.undo.disabled = now === 0;
  tool.redo.disabled = now === history.length - 1;
  tool.clear.disabled = empty;
  element.querySelector(".paper").classList.toggle("empty", empty);
  element.style.setProperty("--pen", tool.width.value);
}

// ---- reading --------------------------------------------------------------------------------------------------

let asked = 0; // readings asked for
let wanted = null; // performance.now() of the newest pointer event that no reading answers yet
let busy = false;
let answered = null; // the newest reply

const rest = (detail) => document.dispatchEvent(new CustomEvent("digit-rest", { detail }));

async function follow() {
  if (busy) return;
  busy = true;
  while (wanted !== null) {
    const question = { sequence: ++asked, pointerTime: wanted };
    wanted = null;
    const reply = await server.read({ strokes: strokes() });
    if (reply) {
      answered = reply;
      say(pointCount() >= limit("maxPoints") ? "full" : null);
      document.dispatchEvent(new CustomEvent("digit-read", { detail: reply }));
      requestAnimationFrame(() => document.dispatchEvent(new CustomEvent("digit-painted", { detail: question })));
    } else {
      say("offline");
      await new Promise((wake) => setTimeout(wake, RETRY_MS));
      wanted ??= question.pointerTime;
    }
  }
  busy = false;
  if (!active && answered) rest({ ...answered, drawing: { strokes: strokes() } });
}

function ask(time) {
  wanted = time;
  follow();
}

const PAUSE_MS = 80; // changes that follow one another faster are one pause: their answers could overtake each other
let pausing = 0; // the timer

function settle(time) {
  showTools();
  ask(time);
  clearTimeout(pausing);
  pausing = setTimeout(() => trigger("pause", { drawing: { strokes: strokes() } }), PAUSE_MS);
}

// ---- changing the drawing -------------------------------------------------------------------------------------

const limit = (name) => Number(canvas.dataset[name]);

let editTime = 0; // performance.now() of the newest change by hand, to tell a picture's late answer from a timely one

function push(drawing) {
  history = [...history.slice(0, now + 1), drawing];
  now += 1;
}

function replaceDrawing(drawing) {
  editTime = performance.now();
  push(drawing);
  repaint();
  settle(performance.now());
}

function travel(step) {
  if (active || !history[now + step]) return;
  editTime = performance.now();
  now += step;
  repaint();
  settle(performance.now());
}

const clear = () => history[now].length && replaceDrawing([]);

// ---- the pointer ----------------------------------------------------------------------------------------------

const round = (value) => Math.round(Math.min(2, Math.max(-1, value)) * 1e4) / 1e4;

function placeOf(event) {
  const box = canvas.getBoundingClientRect();
  return [round((event.clientX - box.left) / box.width), round((event.clientY - box.top) / box.height)];
}

canvas.addEventListener("pointerdown", (event) => {
  if (active || !event.isPrimary || event.button !== 0) return;
  if (history[now].length >= limit("maxStrokes") || pointCount() >= limit("maxPoints")) return say("full");
  editTime = performance.now();
  canvas.setPointerCapture(event.pointerId);
  const erases = tool.erase.getAttribute("aria-pressed") === "true";
  active = { width: tool.width.valueAsNumber * (erases ? ERASER : 1), points: [placeOf(event)] };
  if (erases) active.erases = true;
  paintFrom(active, 0);
  showTools();
  ask(event.timeStamp);
});

canvas.addEventListener("pointermove", (event) => {
  if (!active || !event.isPrimary || pointCount() >= limit("maxPoints")) return;
  const first = active.points.length - 1;
  const seen = event.getCoalescedEvents?.() ?? [];
  const room = limit("maxPoints") - pointCount();
  active.points.push(...(seen.length ? seen : [event]).slice(0, room).map(placeOf));
  paintFrom(active, first);
  ask(event.timeStamp);
});

function lift(event) {
  if (!active || !event.isPrimary) return;
  const drawing = strokes();
  active = null;
  push(drawing);
  settle(event.timeStamp);
}
canvas.addEventListener("pointerup", lift);
canvas.addEventListener("pointercancel", lift);

// ---- tools and keys -------------------------------------------------------------------------------------------

tool.undo.addEventListener("click", () => travel(-1));
tool.redo.addEventListener("click", () => travel(+1));
tool.clear.addEventListener("click", clear);
tool.width.addEventListener("input", showTools);
tool.erase.addEventListener("click", () => {
  tool.erase.setAttribute("aria-pressed", String(tool.erase.getAttribute("aria-pressed") !== "true"));
});

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("textarea, [contenteditable=true], input:not([type=range])");
  if (writing || !(event.ctrlKey || event.metaKey)) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  travel(key === "y" || event.shiftKey ? +1 : -1);
});

document.addEventListener("drawing-chosen", (event) => replaceDrawing(event.detail.strokes));

// ---- pictures -------------------------------------------------------------------------------------------------

let pictureTime = -1; // performance.now() of the visitor's choice of the newest picture
let exampleAsked = false; // its file is still on the way

document.addEventListener("picture-asked", () => {
  pictureTime = performance.now();
  exampleAsked = true;
});
document.addEventListener("picture-set", () => {
  if (!exampleAsked) pictureTime = performance.now();
  exampleAsked = false;
});

// Python sets the value: the reply to a picture that is read instead of the pad, or none when the picture is gone.
watch("value", () => {
  const { reply, autopsy } = JSON.parse(props.value);
  if (!reply || editTime > pictureTime) return settle(performance.now()); // the pad has the last word
  if (history[now].length) push([]); // the pad must not show another digit than the answer; undo brings it back
  repaint();
  showTools();
  document.dispatchEvent(new CustomEvent("digit-read", { detail: reply }));
  rest({ ...reply, autopsy });
});

// ---- beginning ------------------------------------------------------------------------------------------------

// Gradio reloads the page by itself when a lost connection is back; the drawing must outlive that.
addEventListener("pagehide", () => sessionStorage.setItem("drawing", JSON.stringify(strokes())));
const kept = JSON.parse(sessionStorage.getItem("drawing") ?? "[]");
if (kept.length) push(kept);

new ResizeObserver(fitToScreen).observe(canvas);
fitToScreen();
settle(performance.now()); // an empty pad has activations too
