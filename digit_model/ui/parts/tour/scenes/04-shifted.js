// Step 4.3: the digit moved to the right by some pixels, and how much of the maps changes before and after pooling.

import { percent } from "../../../lib/display/show.js";
import { mapOf } from "../../../lib/display/thumbnails.js";
import { element, paintValues, picture, slider, spoken } from "../pictures.js";
import { pooled } from "./04-pools.js";
import { Bars } from "./bars.js";

const [SIDE, FARTHEST] = [28, 3]; // pixels
const STATES = ["before", "mean", "maximum", "second", "scores"]; // of what is compared, as the labels name them
const ANSWERS = ["before", "maximum", "mean"];
const EQUAL = 0.01; // shares nearer than this count as equal

export function shifted(place, tour) {
  const scene = new Shifted(place, tour);
  return { see: (reading) => scene.see(reading), outcome: () => scene.outcome(), facts: () => scene.facts() };
}

class Shifted {
  #by = 1;
  #reading = null;
  #opened = null; // the network, of its own buffers: those of the reading keep what they hold

  constructor(place, tour) {
    this.tour = tour;
    this.rows = ["before", "maximum"].map((key) => ({ key, ...this.#row(tour.words(key), key === "before" ? SIDE : SIDE / 2) }));
    const said = spoken(tour.words("changes"));
    this.bars = new Bars(STATES.map((key) => tour.words(key)), { kind: "activation", name: said });
    const range = { label: tour.words("shift"), from: 0, to: FARTHEST, value: this.#by };
    const { control, begin } = slider(range, (by) => this.#move(by));
    const captions = ["here", "moved", "difference"].map((key) => element("span", { class: "caption" }, tour.words(key)));
    place.append(
      element("div", { class: "shifts" }, ...captions, ...this.rows.flatMap(({ cells }) => cells)),
      element("div", { class: "controls" }, control),
      element("div", { class: "changes revealed" }, element("p", { class: "caption" }, tour.words("changes")), this.bars.list),
    );
    begin();
  }

  // A map, the moved digit's, and what has changed.
  #row(words, side) {
    const name = spoken(words);
    const canvases = Array.from({ length: 3 }, () => picture(side, side, { width: 112, kind: "activation", name }));
    return { canvases, cells: [...canvases, element("span", { class: "caption" }, words)] };
  }

  #move(by) {
    this.#by = by;
    if (this.#reading) this.see(this.#reading);
  }

  see(reading) {
    this.#reading = reading;
    const { wires, weights } = reading.network;
    if (this.#opened?.weights !== weights) {
      const network = this.tour.open(wires, weights);
      this.#opened = { weights, network, empty: this.#statesOf(network, new Float32Array(SIDE * SIDE)) };
    }
    this.here = this.#statesOf(this.#opened.network, reading.ink);
    const moved = this.#statesAt(this.#by);
    for (const { key, canvases } of this.rows) this.#paint(canvases, this.here[key], moved[key]);
    const changes = this.#changesTo(moved);
    this.bars.show(STATES.map((key) => changes[key]), { full: Math.max(1, ...Object.values(changes)), told: percent });
    this.byOne = this.#by === 1 ? changes : this.#changesTo(this.#statesAt(1));
  }

  #statesAt(by) {
    return this.#statesOf(this.#opened.network, moved(this.#reading.ink, by));
  }

  // Copies of what is compared, by the name of its label.
  #statesOf(network, ink) {
    const stages = network.trace(ink);
    const shape = [stages.conv1.length / SIDE ** 2, SIDE, SIDE];
    const [before, maximum, second, scores] = ["conv1", "pool1", "pool2", "fc2"].map((stage) => stages[stage].slice());
    return { before, maximum, mean: pooled("mean", before, shape), second, scores };
  }

  // Of each, the change as a share of what the digit makes of an empty page's numbers.
  #changesTo(moved) {
    const shareOf = (key) => distance(moved[key], this.here[key]) / (distance(this.here[key], this.#opened.empty[key]) || 1);
    return Object.fromEntries(STATES.map((key) => [key, shareOf(key)]));
  }

  #paint(canvases, here, moved) {
    const side = canvases[0].width;
    const [one, other] = [here, moved].map((values) => mapOf([1, side, side], values, 0).values);
    const painted = [one, other, other.map((value, at) => value - one[at])];
    painted.forEach((values, at) => paintValues(canvases[at], values, this.tour.palette()));
  }

  facts() {
    return Object.fromEntries(STATES.map((key) => [key, percent(this.byOne[key])]));
  }

  outcome() {
    const changes = ANSWERS.map((key) => this.byOne[key]);
    const [least, next] = changes.toSorted((one, other) => one - other);
    return next - least < EQUAL ? null : changes.indexOf(least);
  }
}

const distance = (one, other) => one.reduce((sum, value, at) => sum + Math.abs(value - other[at]), 0);

// A digit so many pixels farther to the right; what comes in on the left is paper.
function moved(ink, by) {
  return ink.map((_, at) => (at % SIDE < by ? 0 : ink[at - by]));
}
