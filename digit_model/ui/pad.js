// The drawing pad: holds the drawing as strokes in pad units. Runs once, when mounted.
//
// While the pen moves, readings go to the other components as "digit-read" on document; "digit-painted" says which event
// a painted one answers; "digit-rest" repeats the newest, with the drawing, for what takes longer, once the pen rests.

const canvas = element.querySelector("canvas");
const tool = Object.fromEntries(["undo", "redo", "erase", "clear", "width"].map((id) => [id, element.querySelector("#" + id)]));
const damaged = element.querySelector("#damaged");
const refused = element.querySelector("#refused");
const ERASER = 2; // times as wide as the pen

const history = undoable({ strokes: [], picture: null }); // picture: { digit, autopsy } of one that is read instead
let gesture = null; // what the hand does between putting the pen or the eraser down and lifting it: inking or rubbing
let surgery = []; // the operations on the network, each {stage, channel, kernel}
let editTime = 0; // performance.now() of the newest change by hand, to tell a picture's late answer from a timely one

const strokes = () => (gesture ?? history.now()).strokes;
const picture = () => (gesture ? null : history.now().picture);
const question = () => ({ ...(picture() ? { digit: picture().digit } : { strokes: strokes() }), surgery });
const limits = { maxStrokes: Number(canvas.dataset.maxStrokes), maxPoints: Number(canvas.dataset.maxPoints) };
const room = () => limits.maxPoints - pointsIn(strokes());

// When there is nothing to say, a drawing without room for another point says that.
function say(status) {
  const shown = status ?? (room() <= 0 ? "full" : null);
  for (const text of element.querySelectorAll("[data-status]")) text.toggleAttribute("hidden", text.dataset.status !== shown);
}

function rest(reply) {
  const beside = picture() ? { autopsy: picture().autopsy } : { drawing: { strokes: strokes() } };
  document.dispatchEvent(new CustomEvent("digit-rest", { detail: { ...reply, ...beside } }));
}

const { paintFrom, repaint, repaintSoon } = painter(canvas, strokes);
const ask = asker(question, () => gesture !== null, say, rest);
const pause = pauser(question, (old) => element.closest("#first").toggleAttribute("data-old", old)); // see page.css

function showTools() {
  const empty = strokes().length === 0;
  if (empty) tool.erase.setAttribute("aria-pressed", "false"); // there is nothing to erase
  tool.erase.disabled = empty;
  tool.undo.disabled = !history.can(-1);
  tool.redo.disabled = !history.can(+1);
  tool.clear.disabled = empty && !picture();
  const paper = element.querySelector(".paper").classList;
  paper.toggle("empty", empty);
  paper.toggle("picture", Boolean(picture()));
  element.style.setProperty("--pen", tool.width.value);
}

function settle(time, edited = true) {
  showTools();
  ask(time);
  pause(edited);
}

// ---- changing the drawing -------------------------------------------------------------------------------------

function edited() {
  editTime = performance.now();
  damaged.hidden = true;
  refused.replaceChildren();
}

function changed() {
  edited();
  repaint();
  settle(performance.now());
}

function replaceDrawing(strokes) {
  history.push({ strokes, picture: null });
  changed();
}

function travel(step) {
  if (gesture || !history.can(step)) return;
  history.travel(step);
  changed();
}

// ---- the pen and the eraser -----------------------------------------------------------------------------------

// follow(points) draws on, to where the hand has gone, and says whether that changed the strokes.
function inking(before, width) {
  const stroke = { width, points: [] };
  function follow(points) {
    const fitting = points.slice(0, room()).map(onPad);
    if (!fitting.length) return false;
    stroke.points.push(...fitting);
    paintFrom(stroke, Math.max(0, stroke.points.length - fitting.length - 1));
    return true;
  }
  return { strokes: [...before, stroke], follow };
}

function rubbing(before, radius) {
  let from = []; // the point that the eraser has reached
  const widest = Math.max(...before.map(({ width }) => width));
  const rubbed = { strokes: before, follow };
  function follow(points) {
    const path = [...from, ...points];
    const less = cut(rubbed.strokes, path, radius);
    from = points.slice(-1);
    if (less === rubbed.strokes) return false;
    if (!fits(less, limits)) {
      say("full");
      return false;
    }
    rubbed.strokes = less;
    repaintSoon(boxCut(path, radius, widest));
    return true;
  }
  return rubbed;
}

const pen = {
  begin(point, time) {
    if (gesture) return false;
    const { strokes: before } = history.now();
    const width = tool.width.valueAsNumber;
    const erases = tool.erase.getAttribute("aria-pressed") === "true";
    if (!erases && (before.length >= limits.maxStrokes || room() <= 0)) {
      say("full");
      return false;
    }
    gesture = erases ? rubbing(before, (ERASER * width) / 2) : inking(before, width);
    pen.extend([point], time);
    showTools();
    return true;
  },
  extend(points, time) {
    if (!gesture.follow(points)) return;
    edited();
    ask(time);
    pause(true);
  },
  lift(time) {
    const drawing = strokes();
    gesture = null;
    if (drawing === history.now().strokes) return; // the eraser met no ink
    history.push({ strokes: drawing, picture: null });
    settle(time);
  },
};

// ---- what changes it ------------------------------------------------------------------------------------------

outline(element.querySelector("rect"));
drawWithKeys(canvas, pen); // first, because a pointer that comes down takes the pen from the keys
drawWithPointer(canvas, pen);
undoByKeys(travel);

tool.undo.addEventListener("click", () => travel(-1));
tool.redo.addEventListener("click", () => travel(+1));
tool.clear.addEventListener("click", () => replaceDrawing([]));
tool.width.addEventListener("input", showTools);
tool.erase.addEventListener("click", () => {
  tool.erase.setAttribute("aria-pressed", String(tool.erase.getAttribute("aria-pressed") !== "true"));
});

document.addEventListener("drawing-chosen", (event) => replaceDrawing(event.detail.strokes));
document.addEventListener("link-damaged", () => (damaged.hidden = false));

pictureReplies(() => editTime, (read, complaint) => {
  if (read || complaint) refused.innerHTML = complaint ?? "";
  const isTakenOut = read === null && !complaint && picture();
  if (read || isTakenOut) history.push({ strokes: [], picture: read }); // the pad must not show another digit than the answer
  repaint();
  settle(performance.now());
});

// ---- surgery --------------------------------------------------------------------------------------------------

document.addEventListener("surgery-changed", ({ detail }) => {
  surgery = detail;
  settle(performance.now(), false);
});

// ---- beginning ------------------------------------------------------------------------------------------------

// Gradio reloads the page by itself when a lost connection is back; the drawing must outlive that.
addEventListener("pagehide", () => keep("sessionStorage", "drawing", JSON.stringify(strokes())));
const before = inkOnly(JSON.parse(kept("sessionStorage", "drawing") ?? "[]"), limits);
if (before.length) history.push({ strokes: before, picture: null });
repaint();
settle(performance.now(), false); // an empty pad has activations too, but takes no picture's place
