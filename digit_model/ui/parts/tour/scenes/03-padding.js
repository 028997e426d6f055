// Step 3.2: how large the result is, by the kernel's width, padding and stride.

import { chooser, element, paintInk, paintValues, picture, spoken } from "../pictures.js";
import { convolved, KERNELS } from "./03-kernels.js";

const SIDE = 28;
const SCALE = 6; // CSS pixels of one pixel
const CHOICES = { window: [3, 5], padding: [0, 1, 2], stride: [1, 2, 3] };
const ASKED = { window: 5, padding: 0, stride: 1 }; // what the question is about
const EDGES = { 3: KERNELS.edge, 5: wider() };

export function padding(place, tour) {
  const scene = new Padding(place, tour);
  return { see: (reading) => scene.see(reading), outcome: () => 2, reveal: () => scene.reveal() };
}

class Padding {
  #chosen = { window: 3, padding: 1, stride: 1 };
  #ink = null;

  constructor(place, tour) {
    this.tour = tour;
    this.name = (key) => spoken(tour.words(key));
    this.digit = picture(SIDE, SIDE, { width: SIDE * SCALE, kind: "data", name: this.name("digit") });
    this.padded = element("div", { class: "padded", kind: "data" }, this.digit);
    this.result = element("div", { class: "sized" });
    this.formula = element("p", { class: "sum" });
    const revealed = (...parts) => element("div", { class: "revealed" }, ...parts);
    this.choosers = Object.fromEntries(Object.entries(CHOICES).map(([key, numbers]) => [key, this.#chooser(key, numbers)]));
    const labelled = ([key, { control }]) => element("div", { class: "labelled" }, tour.words(key), control);
    const controls = Object.entries(this.choosers).map(labelled);
    place.append(
      element("div", { class: "row" }, this.padded, element("b", {}, "→"), revealed(this.result)),
      revealed(element("div", { class: "controls" }, ...controls), this.formula),
    );
  }

  #chooser(key, numbers) {
    const choose = (number) => {
      this.#chosen[key] = Number(number);
      this.#paint();
    };
    const choices = numbers.map((number) => [number, String(number)]);
    const made = chooser(choices, this.#chosen[key], this.name(key), choose);
    made.begin();
    return made;
  }

  reveal() {
    for (const [key, number] of Object.entries(ASKED)) this.choosers[key].choose(number);
  }

  see({ ink }) {
    this.#ink = ink;
    this.#paint();
  }

  #paint() {
    if (!this.#ink) return;
    const { window, padding, stride } = this.#chosen;
    const { side, values } = convolved(this.#ink, EDGES[window], this.#chosen);
    const canvas = picture(side, side, { width: side * SCALE, kind: "activation", name: this.name("result") });
    paintInk(this.digit, this.#ink);
    paintValues(canvas, values, this.tour.palette());
    this.padded.style.padding = `${padding * SCALE}px`;
    this.result.replaceChildren(canvas);
    const size = element("b", { kind: "activation" }, `${side} × ${side}`);
    this.formula.replaceChildren(`⌊(${SIDE} + 2 · ${padding} − ${window}) / ${stride}⌋ + 1 = `, size);
  }
}

// Sobel's kernel for vertical edges, 5 x 5: a difference across, smoothed down.
function wider() {
  const [across, down] = [[1, 2, 0, -2, -1], [1, 4, 6, 4, 1]]; // prettier-ignore
  return down.flatMap((weight) => across.map((other) => (weight * other) / 16));
}
