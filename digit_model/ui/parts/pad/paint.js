// Paints strokes on white paper, in as many pixels as the screen has for the canvas. The paper is painted too: a
// browser that darkens every page turns a white background black, but not what is on a canvas, and ink would be black
// on black.

import { boxOf, isBeside } from "../../lib/boxes.js";

const PAPER = "#fff";

export class Painter {
  #ink;
  #old = []; // corners of the boxes that the next frame repaints

  // strokes: a function that gives what is to be painted now.
  constructor(canvas, strokes) {
    Object.assign(this, { canvas, strokes });
    this.#ink = canvas.getContext("2d", { alpha: false });
    new ResizeObserver(() => this.#fitToScreen()).observe(canvas);
    this.#fitToScreen();
  }

  // The stroke's points from the one numbered first on.
  paintFrom(stroke, first) {
    const ink = this.#ink;
    const side = this.canvas.width;
    const [start, ...rest] = stroke.points.slice(first).map(([x, y]) => [x * side, y * side]);
    ink.lineWidth = stroke.width * side;
    ink.beginPath();
    ink.moveTo(...start);
    for (const point of rest) ink.lineTo(...point);
    ink.stroke();
    // The line's own round end, which a line without length, a dot, does not have.
    ink.beginPath();
    ink.arc(...start, ink.lineWidth / 2, 0, 2 * Math.PI);
    ink.fill();
  }

  repaint() {
    this.#clean(0, 0, this.canvas.width, this.canvas.height);
    for (const stroke of this.strokes()) this.paintFrom(stroke, 0);
  }

  // What lies within the box, in the browser's next frame. A full drawing takes a tenth of a second to repaint as a
  // whole.
  repaintSoon({ left, top, right, bottom }) {
    if (!this.#old.length) requestAnimationFrame(() => this.#repaintOld());
    this.#old.push([left, top], [right, bottom]);
  }

  #repaintOld() {
    const ink = this.#ink;
    const side = this.canvas.width;
    const box = boxOf(this.#old);
    this.#old = [];
    const [x, y] = [box.left, box.top].map((place) => Math.floor(place * side)); // whole pixels: an edge within one would show
    const [width, height] = [Math.ceil(box.right * side) - x, Math.ceil(box.bottom * side) - y];
    ink.save();
    ink.beginPath();
    ink.rect(x, y, width, height);
    ink.clip();
    this.#clean(x, y, width, height);
    for (const stroke of this.strokes()) {
      for (const points of partsNear(stroke.points, box, stroke.width / 2 + 2 / side)) this.paintFrom({ ...stroke, points }, 0);
    }
    ink.restore();
  }

  #clean(...box) {
    this.#ink.fillStyle = PAPER;
    this.#ink.fillRect(...box);
    this.#ink.fillStyle = this.#ink.strokeStyle;
  }

  #fitToScreen() {
    const { canvas } = this;
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    if (!side || side === canvas.width) return;
    canvas.width = canvas.height = side; // also resets the pen
    this.#ink.lineCap = this.#ink.lineJoin = "round";
    this.#ink.strokeStyle = getComputedStyle(canvas).color;
    this.repaint();
  }
}

// The parts of a line whose legs come within far of the box.
function partsNear(points, box, far) {
  if (points.length === 1) return isBeside(box, points[0], points[0], far) ? [] : [points];
  const parts = [];
  let open = null;
  for (let i = 1; i < points.length; i++) {
    if (isBeside(box, points[i - 1], points[i], far)) {
      open = null;
    } else if (open) {
      open.push(points[i]);
    } else {
      parts.push((open = [points[i - 1], points[i]]));
    }
  }
  return parts;
}
