// Paper as wide as what is drawn on it, with a box around each thing found, and what it was read as.

import { boxOf } from "../../../lib/drawing/boxes.js";
import { element } from "../pictures.js";

const SVG = "http://www.w3.org/2000/svg";
const [MARGIN, ABOVE] = [0.12, 0.3]; // of the height of what is drawn; above it stands what was read
const [WIDEST, HIGHEST] = [560, 260]; // CSS pixels
const THICKEST = 0.09; // of the height; a thicker pen would hide what touches

export class Paper {
  constructor(name) {
    this.drawn = document.createElementNS(SVG, "svg");
    this.drawn.setAttribute("role", "img");
    this.drawn.setAttribute("aria-label", name);
    this.boxes = element("div", { class: "boxes" });
    this.sheet = element("div", { class: "paper" }, this.drawn, this.boxes);
  }

  // boxes: [{ box: [left, top, width, height], text }], in the strokes' units.
  show(strokes, boxes) {
    const { left, top, right, bottom } = boxOf(strokes.flatMap(({ points }) => points));
    const unit = Math.max(bottom - top, (right - left) / 6, 1e-3);
    const view = {
      left: left - MARGIN * unit,
      top: top - ABOVE * unit,
      width: right - left + 2 * MARGIN * unit,
      height: bottom - top + (ABOVE + MARGIN) * unit,
    };
    this.drawn.replaceChildren(...strokes.map((stroke) => lineOf(stroke, view, unit)));
    this.#frame(view, boxes, unit);
  }

  #frame(view, boxes, unit) {
    const [width, height] = [rounded(view.width / unit), rounded(view.height / unit)];
    this.drawn.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.sheet.style.aspectRatio = `${width} / ${height}`;
    this.sheet.style.maxWidth = `${Math.round(Math.min(WIDEST, (HIGHEST * width) / height))}px`;
    const frames = boxes.map((box) => frameOf(box, view));
    this.boxes.replaceChildren(...frames);
    keepApart(frames.map((frame) => frame.firstChild), this.sheet);
  }
}

function lineOf({ width, points }, { left, top }, unit) {
  const line = document.createElementNS(SVG, "polyline");
  const at = ([x, y]) => `${rounded((x - left) / unit)},${rounded((y - top) / unit)}`;
  const ends = points.length > 1 ? points : [points[0], points[0]]; // a dot
  line.setAttribute("points", ends.map(at).join(" "));
  line.setAttribute("stroke-width", rounded(Math.min(width / unit, THICKEST)));
  return line;
}

function frameOf({ box: [left, top, width, height], text }, view) {
  const share = (length, whole) => `${rounded((100 * length) / whole)}%`;
  const frame = element("i", { class: "found", kind: "probability" }, element("b", {}, text));
  frame.style.left = share(left - view.left, view.width);
  frame.style.top = share(top - view.top, view.height);
  frame.style.width = share(width, view.width);
  frame.style.height = share(height, view.height);
  return frame;
}

// Moves labels that would stick out of the sheet to its edge. Of those that would cover an earlier one then, the ones that say
// the same are left out, and others stand above it.
function keepApart(labels, sheet) {
  const edge = sheet.getBoundingClientRect().right;
  const places = labels.map((label) => label.getBoundingClientRect());
  const kept = [];
  labels.forEach((label, at) => {
    const { width, height, top, ...place } = places[at].toJSON();
    const left = Math.min(place.left, edge - width);
    const covers = (other, rows) => Math.abs(left - other.left) < width && Math.abs(top - rows * height - other.top) < height;
    let rows = 0;
    for (let below; (below = kept.find((other) => covers(other, rows))); rows++) {
      if (below.text === label.textContent) return (label.hidden = true);
    }
    label.style.translate = `${(100 * (left - place.left)) / (width || 1)}% ${-100 * rows}%`;
    kept.push({ left, top: top - rows * height, text: label.textContent });
  });
}

const rounded = (number) => Math.round(1000 * number) / 1000;
