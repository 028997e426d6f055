// The drawing pad: holds the drawing as strokes in pad units and tells of every change of it, as "pad-changed".

import { keepValue, keptValue } from "../../lib/browser/storage.js";
import { inkOnly, isDrawing, pointsIn } from "../../lib/drawing/drawing.js";
import { hear, send } from "../../lib/events.js";
import { takeFiles } from "./files.js";
import { Inking, Rubbing } from "./gestures.js";
import { History, undoByKeys } from "./history.js";
import { drawWithKeys } from "./keys.js";
import { outline } from "./outline.js";
import { Painter } from "./paint.js";
import { hearPictures } from "./pictures.js";
import { drawWithPointer } from "./pointer.js";
import { Shown } from "./shown.js";
import { Tools } from "./tools.js";

const ERASER = 2; // times as wide as the pen

export function mount(part) {
  const { element } = part;
  const pad = new Pad(part);
  const canvas = element.querySelector("canvas");
  outline(element.querySelector("rect"));
  drawWithKeys(canvas, pad); // first, because a pointer that comes down takes the pen from the keys
  drawWithPointer(canvas, pad);
  undoByKeys((step) => pad.travel(step));
  const paper = element.querySelector(".paper");
  hear("drawing-chosen", ({ strokes }) => {
    pad.replace(strokes);
    if (strokes.length) comeIntoSight(paper);
  });
  hear("picture-asked", () => comeIntoSight(paper));
  hear("link-damaged", () => pad.tools.showDamaged());
  hear("link-stale", ({ missing }) => pad.tools.showStale(missing));
  hearPictures(part, pad);
  takeFiles(part, pad);
  // Gradio reloads the page by itself when a lost connection is back; the drawing must outlive that.
  addEventListener("pagehide", () => keepValue("sessionStorage", "drawing", pad.strokes));
  pad.begin(keptValue("sessionStorage", "drawing", (value) => isDrawing(value, pad.limits)) ?? []);
}

// On a phone the examples stand below the pad and its answer, and whoever chose one would see nothing happen.
function comeIntoSight(paper) {
  const { top, bottom } = paper.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) paper.scrollIntoView({ block: "center" });
}

// The pen of drawWithPointer and drawWithKeys: put down, moved on, and lifted or, if the hand meant something else, let go.
class Pad {
  #history = new History({ strokes: [], picture: null }); // picture: one that is read instead, as pictures.js has it
  #gesture = null; // see gestures.js
  editTime = 0; // performance.now() of the newest change by hand, to tell a picture's late answer from a timely one

  constructor({ element, trigger, props }) {
    this.limits = props.facts.limits; // { maxStrokes, maxPoints, maxUpload }
    this.trigger = trigger;
    this.tools = new Tools(element, this);
    this.painter = new Painter(element.querySelector("canvas"), () => this.strokes);
    this.shown = new Shown(element.querySelector("img"));
  }

  get strokes() {
    return (this.#gesture ?? this.#history.now).strokes;
  }

  get picture() {
    return this.#gesture ? null : this.#history.now.picture;
  }

  get isFull() {
    return pointsIn(this.strokes) >= this.limits.maxPoints;
  }

  can(step) {
    return this.#history.can(step);
  }

  begin(strokes) {
    const before = inkOnly(strokes, this.limits);
    if (before.length) this.#history.push({ strokes: before, picture: null });
    this.painter.repaint();
    this.#tell(performance.now());
  }

  // ---- the pen

  put(point, time) {
    if (this.#gesture) return false;
    const { strokes } = this.#history.now;
    const { erases, width } = this.tools;
    if (!erases && (strokes.length >= this.limits.maxStrokes || this.isFull)) {
      this.tools.say("full");
      return false;
    }
    const beside = { limits: this.limits, painter: this.painter, say: (status) => this.tools.say(status) };
    this.#gesture = erases ? new Rubbing(strokes, (ERASER * width) / 2, beside) : new Inking(strokes, width, beside);
    this.extend([point], time);
    return true;
  }

  extend(points, time) {
    if (!this.#gesture.follow(points)) return;
    this.#edited();
    this.#tell(time);
  }

  lift(time) {
    const { strokes } = this;
    this.#gesture = null;
    if (strokes === this.#history.now.strokes) return; // the eraser met no ink
    this.#history.push({ strokes, picture: null });
    this.#tell(time);
    this.trigger("drawn");
  }

  letGo(time) {
    this.#gesture = null;
    this.painter.repaint();
    this.#tell(time);
  }

  // ---- other changes

  replace(strokes) {
    this.#history.push({ strokes, picture: null });
    this.#changed();
  }

  travel(step) {
    if (this.#gesture || !this.can(step)) return;
    this.#history.travel(step);
    this.#changed();
  }

  // Read again: what is on the pad, not the picture whose answer has just come.
  again() {
    this.#tell(performance.now());
  }

  // A picture that is read instead of the drawing, or null when it was taken out: the pad must not show another digit than
  // the answer.
  show(picture) {
    this.#history.push({ strokes: [], picture });
    this.painter.repaint();
    this.#tell(performance.now());
  }

  #changed() {
    this.#edited();
    this.painter.repaint();
    this.#tell(performance.now());
    if (!this.picture) this.trigger("drawn");
  }

  #edited() {
    this.editTime = performance.now();
    this.tools.forgetComplaints();
  }

  #tell(time) {
    this.tools.show();
    this.shown.show(this.picture);
    send("pad-changed", { strokes: this.strokes, picture: this.picture, time, isDrawing: this.#gesture !== null });
  }
}
