// Step 13.3: the network as it is reads every window over the number; of boxes that overlap, the surest stays.

import { digitOf } from "../../../lib/digit.js";
import { boxOf } from "../../../lib/drawing/boxes.js";
import { numberOf } from "../../../lib/drawing/number.js";
import { element, slider, spoken } from "../pictures.js";
import { Paper } from "./13-paper.js";
import { DigitReader, severalIn } from "./13-strokes.js";

const WIDTHS = [0.5, 0.75, 1]; // of the number's height
const STEP = 0.2; // of the number's height, from one window to the next
const DENSE = 0.03; // of the number's height, between points: a window cuts lines between two of them

export function windows(place, tour) {
  const scene = new Windows(place, tour);
  return { see: (reading) => scene.see(reading), facts: () => scene.facts(), outcome: () => scene.outcome() };
}

class Windows {
  #strokes = null;
  #windows = 0;
  #sure = []; // { box, text, evidence } of each window that holds one digit, as the network says
  #most = 1; // overlap of boxes that stay side by side

  constructor(place, tour) {
    this.tour = tour;
    this.reader = new DigitReader(tour);
    this.paper = new Paper(spoken(tour.words("windows")));
    this.paper.boxes.classList.add("revealed");
    this.said = element("p", { class: "sum", role: "status" });
    const choose = (percent) => {
      this.#most = percent / 100;
      this.#paint();
    };
    const range = { label: tour.words("overlap"), from: 10, to: 100, step: 5, value: 100, shown: (percent) => `${percent} %` };
    const { control, begin } = slider(range, choose);
    const shown = element("div", { class: "revealed" }, element("div", { class: "controls" }, control), this.said);
    place.append(this.paper.sheet, shown);
    begin();
  }

  see(reading) {
    if (reading.isDrawing && this.#strokes) return; // some fifty readings: once the pen rests
    const read = this.reader.of(reading);
    this.#strokes = severalIn(reading);
    this.digits = numberOf(this.#strokes, read).digits.length;
    const every = windowsOver(this.#strokes);
    this.#windows = every.length;
    this.#sure = every.flatMap((inside) => sureOf(inside, read));
    this.#paint();
  }

  #paint() {
    if (!this.#strokes) return;
    const kept = surest(this.#sure, this.#most);
    this.paper.show(this.#strokes, kept);
    this.said.replaceChildren(this.tour.words("kept", { kept: kept.length, sure: this.#sure.length, windows: this.#windows }));
  }

  facts() {
    return { windows: this.#windows, sure: this.#sure.length, digits: this.digits };
  }

  outcome() {
    const { length } = this.#sure;
    return length < this.digits ? 0 : length === this.digits ? 1 : 2;
  }
}

// What lies in each window, as strokes; empty ones are left out.
function windowsOver(strokes) {
  const { left, right, top, bottom } = boxOf(strokes.flatMap(({ points }) => points));
  const height = Math.max(bottom - top, 1e-3);
  const fine = strokes.map(({ width, points }) => ({ width, points: dense(points, DENSE * height) }));
  const insides = [];
  for (const width of WIDTHS) {
    for (let from = left - 0.1 * height; from < right; from += STEP * height) {
      const inside = fine.flatMap((stroke) => within(stroke, from, from + width * height));
      if (inside.length) insides.push(inside);
    }
  }
  return insides;
}

function dense(points, step) {
  return points.flatMap(([x, y], at) => {
    const [ex, ey] = points[at + 1] ?? [x, y];
    const parts = Math.max(1, Math.ceil(Math.hypot(ex - x, ey - y) / step));
    return Array.from({ length: parts }, (_, part) => [x + ((ex - x) * part) / parts, y + ((ey - y) * part) / parts]);
  });
}

// The runs of a stroke's points between two places, each as a stroke.
function within({ width, points }, from, to) {
  const runs = [[]];
  for (const point of points) {
    if (point[0] >= from && point[0] <= to) runs.at(-1).push(point);
    else if (runs.at(-1).length) runs.push([]);
  }
  return runs.filter(({ length }) => length).map((run) => ({ width, points: run }));
}

function sureOf(strokes, read) {
  const { verdict, candidates, evidence } = read(digitOf(strokes).levels);
  if (verdict !== "digit") return [];
  const { left, top, right, bottom } = boxOf(strokes.flatMap(({ points }) => points));
  return [{ box: [left, top, right - left, bottom - top], text: candidates[0], evidence }];
}

// From the surest on, each box that overlaps none of those kept by more than this: non-maximum suppression.
function surest(boxes, most) {
  const kept = [];
  for (const one of [...boxes].sort((a, b) => b.evidence - a.evidence)) {
    if (kept.every((other) => overlap(one.box, other.box) <= most)) kept.push(one);
  }
  return kept;
}

// What two boxes share, as a share of what they cover together: intersection over union.
function overlap([left, top, width, height], [otherLeft, otherTop, otherWidth, otherHeight]) {
  const across = Math.min(left + width, otherLeft + otherWidth) - Math.max(left, otherLeft);
  const down = Math.min(top + height, otherTop + otherHeight) - Math.max(top, otherTop);
  const shared = Math.max(across, 0) * Math.max(down, 0);
  return shared / (width * height + otherWidth * otherHeight - shared || 1);
}
