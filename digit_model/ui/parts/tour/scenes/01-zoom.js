// Step 1.1: the digit under a glass; the slider makes its part larger until the numbers can be read.

import { element, paintInk, picture, slider, spoken } from "../pictures.js";
import { paintNumbers } from "./01-numbers.js";
import { frameAt, readingGrid } from "./03-grid.js";

const SIDE = 28;
const BOUNDS = [80, 160]; // inked pixels: what the answers to the question lie between
const PARTS = [28, 20, 14, 10, 7, 5]; // pixels across the glass
const GLASS = 840; // pixels of its canvas, a multiple of most of them

export function zoom(place, tour) {
  const scene = new Zoom(place, tour);
  return {
    see: (reading) => scene.see(reading),
    outcome: ({ levels }) => BOUNDS.filter((bound) => inked(levels) >= bound).length,
  };
}

const inked = (levels) => levels.filter((level) => level > 0).length;

class Zoom {
  #levels = null;
  #side = PARTS[0];
  #at = { row: 13, column: 13 }; // the middle of the part

  constructor(place, tour) {
    const name = (key) => spoken(tour.words(key));
    this.digit = picture(SIDE, SIDE, { width: 112, kind: "data", name: name("digit") });
    this.frame = element("i", { class: "window" });
    this.glass = picture(GLASS, GLASS, { width: 392, kind: "data", name: name("numbers") });
    const over = element("div", { class: "over" }, this.digit, this.frame);
    const grid = readingGrid(over, name("move"), this.#at, (at) => this.#lookAt(at));
    const shown = (at) => `${PARTS[at]} × ${PARTS[at]}`;
    const choice = { label: tour.words("zoom"), from: 0, to: PARTS.length - 1, value: 0, shown };
    const { control, begin } = slider(choice, (at) => this.#lookAt(this.#at, PARTS[at]));
    place.append(element("div", { class: "row glass" }, grid, this.glass), element("div", { class: "controls" }, control));
    begin();
  }

  see({ levels, ink }) {
    this.#levels = levels;
    paintInk(this.digit, ink);
    this.#paint();
  }

  #lookAt(at, side = this.#side) {
    this.#at = at;
    this.#side = side;
    this.#paint();
  }

  #paint() {
    const side = this.#side;
    const begin = (middle) => Math.max(0, Math.min(SIDE - side, middle - Math.floor(side / 2)));
    const part = { row: begin(this.#at.row), column: begin(this.#at.column), side };
    frameAt(this.frame, part.row, part.column, side);
    if (this.#levels) paintNumbers(this.glass, this.#levels, part);
  }
}
