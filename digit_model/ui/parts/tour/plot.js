// Diagrams: lines and dots over two axes. Lines are SVG stretched to the diagram's size; words are HTML and keep theirs.

import { compact } from "../../lib/display/show.js";
import { element } from "./pictures.js";

const SVG = "http://www.w3.org/2000/svg";
const UNITS = 1000; // of the SVG, across and down

// axis: { from, to, isLog, ticks, shown, words }: ticks: numbers that are written; shown(number): how; words: what it counts.
export class Plot {
  constructor({ name, x, y }) {
    this.lines = document.createElementNS(SVG, "svg");
    this.lines.setAttribute("viewBox", `0 0 ${UNITS} ${UNITS}`);
    this.lines.setAttribute("preserveAspectRatio", "none");
    this.dots = element("div");
    this.area = element("div", { class: "area" }, this.lines, this.dots);
    this.ticks = element("div");
    const words = [element("span", { class: "of-y" }, y.words), element("span", { class: "of-x" }, x.words)];
    this.box = element("div", { class: "plot", role: "img", "aria-label": name }, this.ticks, this.area, ...words);
    this.scale(x, y);
  }

  // Other axes; what is drawn is drawn anew by draw().
  scale(x, y) {
    Object.assign(this, { x, y });
    const tick = (axis, side, value) => {
      const mark = element("span", { class: side === "left" ? "tick-x" : "tick-y" }, axis.shown(value));
      mark.style.setProperty("--at", shareOf(axis, value));
      return mark;
    };
    this.ticks.replaceChildren(
      ...x.ticks.map((value) => tick(x, "left", value)),
      ...y.ticks.map((value) => tick(y, "bottom", value)),
    );
  }

  // lines: [{ points: [[x, y], ...], kind, look }]; dots: [{ at: [x, y], kind, look, text }]; look: a class of the stylesheet's.
  // A line leaves the diagram where it goes beyond; a dot stays at the edge. What is no number is left out.
  draw({ lines = [], dots = [] }) {
    this.lines.replaceChildren(...lines.map((line) => this.#line(line)));
    this.dots.replaceChildren(...dots.map((dot) => this.#dot(dot)));
  }

  #line({ points, kind, look = "" }) {
    const path = document.createElementNS(SVG, "path");
    const places = points.map((point) => this.#place(point)).filter((place) => !place.some(Number.isNaN));
    path.setAttribute("d", places.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join(""));
    path.setAttribute("class", look);
    if (kind) path.dataset.kind = kind;
    return path;
  }

  #dot({ at, kind, look = "", text = "" }) {
    const dot = element("i", { kind, class: `dot ${look}` }, text);
    const [left, top] = this.#place(at).map((place) => (100 * clamped(place, 0, UNITS)) / UNITS);
    Object.assign(dot.style, { left: `${left}%`, top: `${top}%` });
    return dot;
  }

  #place([x, y]) {
    return [shareOf(this.x, x) * UNITS, (1 - shareOf(this.y, y)) * UNITS];
  }
}

// A round number beside an axis.
export function tick(value) {
  const isPlain = value === 0 || (1e-3 <= value && value < 1e3);
  return isPlain ? String(Number(value.toPrecision(2))) : compact(value);
}

// Where a value lies on an axis: 0 at its beginning, 1 at its end, not far beyond for any.
function shareOf({ from, to, isLog }, value) {
  const place = isLog ? (number) => Math.log(Math.max(number, Number.MIN_VALUE)) : Number;
  return clamped((place(value) - place(from)) / (place(to) - place(from)), -1, 2);
}

const clamped = (value, least, most) => Math.max(least, Math.min(most, value));
