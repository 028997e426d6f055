// Step 9.2: a batch of ten digits, and how well each one's gradient agrees with that of all together.

import { number } from "../../../lib/display/show.js";
import { lossAndGradient } from "../../../lib/training/gradient.js";
import { element, paintInk, picture, spoken } from "../pictures.js";
import { batchOf, beginner } from "./08-batch.js";
import { TrainingScene } from "./08-work.js";

const [CLOSE, ROUGH] = [45, 75]; // degrees: up to here two gradients point much the same way, or roughly

export const batches = (place, tour) => new Batches(place, tour).steps;

class Batches extends TrainingScene {
  #examples = [];
  #angles = []; // of each example, in degrees

  constructor(place, tour) {
    super(place, tour);
    this.cells = Array.from({ length: 10 }, (_, at) => new Cell(tour, at));
    place.prepend(
      element("p", { class: "caption" }, tour.words("batch")),
      element("div", { class: "ten-digits" }, ...this.cells.map(({ box }) => box)),
      element("p", { class: "sum" }, tour.words("epoch")),
    );
  }

  prepare(reading, kept) {
    this.#angles = [];
    this.#examples = batchOf(reading, kept);
    this.#examples.forEach(({ ink }, at) => this.cells[at].show(ink));
  }

  *parts(reading) {
    const network = beginner(reading.network);
    const gradients = [];
    for (const example of this.#examples) {
      gradients.push(lossAndGradient(this.tour.open, network, [example]).gradient);
      yield;
    }
    const sum = gradients[0].map((_, at) => gradients.reduce((total, gradient) => total + gradient[at], 0));
    yield gradients.map((gradient) => angleBetween(gradient, sum));
  }

  hear(angles) {
    this.#angles = angles;
  }

  paint() {
    this.#angles.forEach((angle, at) => this.cells[at].turn(angle));
    this.tour.refresh();
  }

  facts() {
    return { angle: this.isRevealed && this.#angles.length ? number(this.#angles[0], 0) : "–" };
  }

  result() {
    const [own] = this.#angles;
    return own < CLOSE ? 0 : own < ROUGH ? 1 : 2;
  }
}

// A digit, and a hand that shows the angle: straight up is where all ten together point.
class Cell {
  constructor(tour, at) {
    this.canvas = picture(28, 28, { width: 76, kind: "data", name: spoken(tour.words(at === 0 ? "yours" : "other", { at })) });
    this.hand = element("i", { kind: "gradient" });
    this.angle = element("span", {});
    const dial = element("div", { class: "dial revealed" }, element("div", {}, this.hand), this.angle);
    this.box = element("figure", { class: at === 0 ? "own" : "" }, this.canvas, dial);
  }

  show(ink) {
    paintInk(this.canvas, ink);
  }

  turn(angle) {
    this.hand.style.rotate = `${angle}deg`;
    this.angle.textContent = `${number(angle, 0)}°`;
  }
}

// In degrees.
function angleBetween(one, other) {
  const product = (first, second) => first.reduce((sum, number, at) => sum + number * second[at], 0);
  const cosine = product(one, other) / Math.sqrt(product(one, one) * product(other, other));
  return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
}
