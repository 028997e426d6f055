// Step 3.3: one number of the second convolution, and what each of the 16 maps below it adds to it.

import { number, signed } from "../../../lib/display/show.js";
import { weightsByStage } from "../../../lib/network/weights.js";
import { element, paintValues, picture, slider, spoken } from "../pictures.js";

const [MAPS, SIDE, WINDOW] = [16, 14, 3]; // of pool1, which conv2 looks at

export function channels(place, tour) {
  const scene = new Channels(place, tour);
  return { see: (reading) => scene.see(reading), facts: () => scene.facts(), outcome: () => scene.outcome() };
}

class Channels {
  #map = 0;
  #reading = null;

  constructor(place, tour) {
    this.tour = tour;
    this.cells = Array.from({ length: MAPS }, (_, map) => new Cell(spoken(tour.words("map", { map }))));
    this.sum = element("p", { class: "sum", role: "status" });
    const tell = (map) => {
      this.#map = map;
      if (this.#reading) this.see(this.#reading);
      tour.refresh();
    };
    const { control, begin } = slider({ label: tour.words("which"), from: 0, to: 31, value: 0 }, tell);
    place.append(
      element("div", { class: "maps" }, ...this.cells.map(({ box }) => box)),
      element("div", { class: "controls" }, control),
      element("div", { class: "revealed" }, this.sum),
    );
    begin();
  }

  see(reading) {
    this.#reading = reading;
    const { pool1, conv2 } = reading.stages;
    this.at = strongest(conv2.subarray(this.#map * SIDE * SIDE, (this.#map + 1) * SIDE * SIDE));
    const { weights, bias } = weightsByStage(reading.network.wires, reading.network.weights).conv2;
    const size = WINDOW ** 2;
    this.shares = this.cells.map((cell, map) => {
      const plane = pool1.subarray(map * SIDE * SIDE, (map + 1) * SIDE * SIDE);
      const kernel = weights.subarray((this.#map * MAPS + map) * size, (this.#map * MAPS + map + 1) * size);
      const share = shareOf(plane, kernel, this.at);
      cell.show(plane, this.at, share, this.tour.palette());
      return share;
    });
    const total = this.shares.reduce((sum, share) => sum + share, bias[this.#map]);
    this.#showSum(total, bias[this.#map]);
  }

  #showSum(total, bias) {
    const products = element("span", { kind: "data" }, number(total - bias));
    const own = element("span", { kind: "bias" }, number(Math.abs(bias)));
    const whole = element("b", { kind: "activation" }, number(total));
    this.sum.replaceChildren(this.tour.words("sum"), " ", products, bias < 0 ? " − " : " + ", own, " = ", whole);
  }

  #sizes() {
    return this.shares.map(Math.abs);
  }

  facts() {
    if (!this.shares) return {};
    const sizes = this.#sizes();
    const all = sizes.reduce((sum, size) => sum + size, 0);
    return { map: this.#map, kernels: 32, largest: number(Math.max(...sizes)), all: number(all) };
  }

  outcome() {
    const sizes = this.#sizes();
    return Math.max(...sizes) > sizes.reduce((sum, size) => sum + size, 0) / 2 ? 0 : 1;
  }
}

// One map below, with the window on it and what it adds.
class Cell {
  constructor(name) {
    this.canvas = picture(SIDE, SIDE, { width: 84, kind: "data", name });
    this.frame = element("i", { class: "window" });
    this.share = element("span", { class: "revealed" });
    this.box = element("figure", {}, element("div", { class: "over" }, this.canvas, this.frame), this.share);
  }

  show(plane, { row, column }, share, palette) {
    paintValues(this.canvas, plane, palette);
    const places = { top: row - 1, left: column - 1, width: WINDOW, height: WINDOW };
    for (const [side, pixels] of Object.entries(places)) this.frame.style[side] = `${(100 * pixels) / SIDE}%`;
    this.share.textContent = signed(share, 2);
  }
}

// Where a map is farthest from zero, not at its edge: there the window would hang over.
function strongest(plane) {
  let best = { row: 1, column: 1 };
  for (let row = 1; row < SIDE - 1; row++) {
    for (let column = 1; column < SIDE - 1; column++) {
      if (Math.abs(plane[row * SIDE + column]) > Math.abs(plane[best.row * SIDE + best.column])) best = { row, column };
    }
  }
  return best;
}

function shareOf(plane, kernel, { row, column }) {
  let share = 0;
  kernel.forEach((weight, at) => {
    share += weight * plane[(row - 1 + Math.floor(at / WINDOW)) * SIDE + column - 1 + (at % WINDOW)];
  });
  return share;
}
