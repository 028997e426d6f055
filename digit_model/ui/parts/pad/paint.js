// Paints strokes on white paper, in as many pixels as the screen has for the canvas. The paper is painted too: a
// browser that darkens every page turns a white background black, but not what is on a canvas, and ink would be black
// on black.

import { boxOf, isBeside } from "../../lib/drawing/boxes.js";
import { InkedPaper } from "./inked-paper.js";

const PAPER = [255, 255, 255];
const SOFT = 2; // pixels; more than a stroke's soft edge reaches beyond it
// Of the canvas: the screen's pixels change with the browser's zoom and with the projector's, CSS pixels need not. Safari
// observes the latter alone.
const BOX = "devicePixelContentBoxSize" in ResizeObserverEntry.prototype ? "device-pixel-content-box" : "content-box";
const ALL = { left: 0, top: 0, right: 1, bottom: 1 };

export class Painter {
  #page;
  #paper;
  #old = []; // corners of the boxes that the next frame repaints

  // strokes: a function that gives what is to be painted now.
  constructor(canvas, strokes) {
    Object.assign(this, { canvas, strokes });
    this.#page = canvas.getContext("2d", { alpha: false });
    new ResizeObserver(() => this.#fitToScreen()).observe(canvas, { box: BOX });
    this.#fitToScreen();
  }

  // The stroke has grown by the points from the one numbered first on.
  grown(stroke, first) {
    const points = stroke.points.slice(Math.max(0, first - 1));
    const box = this.#paper.boxAround(widened(boxOf(points), this.#far(stroke)));
    this.#draw({ ...stroke, points }, box);
    this.#show(box);
  }

  repaint() {
    this.#repaint(ALL);
  }

  // What lies within the box, in the browser's next frame.
  repaintSoon({ left, top, right, bottom }) {
    if (!this.#old.length) requestAnimationFrame(() => this.#repaintOld());
    this.#old.push([left, top], [right, bottom]);
  }

  #repaintOld() {
    const box = boxOf(this.#old);
    this.#old = [];
    this.#repaint(box);
  }

  #repaint(area) {
    const box = this.#paper.boxAround(area);
    this.#paper.clean(box);
    for (const stroke of this.strokes()) this.#draw(stroke, box, widened(area, SOFT / this.#paper.side));
    this.#show(box);
  }

  // A stroke's legs, as far as they lie in the box; those that lie beside the area do not.
  #draw({ width, points }, box, area = null) {
    if (points.length === 1) this.#paper.draw(points[0], points[0], width, box);
    for (let i = 1; i < points.length; i++) {
      const [from, to] = [points[i - 1], points[i]];
      if (!area || !isBeside(area, from, to, width / 2)) this.#paper.draw(from, to, width, box);
    }
  }

  #far({ width }) {
    return width / 2 + SOFT / this.#paper.side;
  }

  #show({ left, top, right, bottom }) {
    this.#page.putImageData(this.#paper.image, 0, 0, left, top, right - left, bottom - top);
  }

  #fitToScreen() {
    const { canvas } = this;
    const side = Math.round(canvas.getBoundingClientRect().width * devicePixelRatio);
    if (this.#paper && (!side || side === canvas.width)) return;
    canvas.width = canvas.height = side || canvas.width;
    const ink = getComputedStyle(canvas).color.match(/\d+/g).slice(0, 3).map(Number);
    this.#paper = new InkedPaper(canvas.width, ink, PAPER);
    this.repaint();
  }
}

const widened = ({ left, top, right, bottom }, far) => ({
  left: left - far,
  top: top - far,
  right: right + far,
  bottom: bottom + far,
});
