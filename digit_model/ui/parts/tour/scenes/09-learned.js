// Step 9.4: some thirty states of the run that made this network. A slider goes through them: kernels, maps and answer.

import { percent, whole } from "../../../lib/display/show.js";
import { softmax } from "../../../lib/network/softmax.js";
import { weightsByStage } from "../../../lib/network/weights.js";
import { element, slider, spoken } from "../pictures.js";
import { Plot } from "../plot.js";
import { Mosaic } from "./08-mosaic.js";
import { TrainingScene } from "./08-work.js";
import { Bars } from "./bars.js";
import { likeliest } from "./likeliest.js";

const STAGE = "conv1";
const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));
const EARLY = 100; // steps

export const whenLearned = (place, tour) => new WhenLearned(place, tour).steps;

class WhenLearned extends TrainingScene {
  #reading = null;
  #answers = []; // the ten probabilities of every state

  constructor(place, tour) {
    super(place, tour, "snapshots");
    this.table = tour.assets.snapshots.table;
    const last = this.table.length - 1;
    const middle = [0, 8, 16, 24, last].filter((at) => at <= last);
    const x = { from: 0, to: last, ticks: middle, shown: (at) => whole(this.table[at].step), words: tour.words("trained") };
    const y = { from: 0, to: 1, ticks: [0, 0.5, 1], shown: (share) => `${100 * share} %`, words: tour.words("probability") };
    this.plot = new Plot({ name: spoken(tour.words("learning")), x, y });
    const name = (key) => spoken(tour.words(key));
    this.kernels = new Mosaic(tour.words("kernels"), { side: 3, kind: "weights", name: name("kernels"), width: 135 });
    this.maps = new Mosaic(tour.words("maps"), { side: 28, kind: "activation", name: name("maps"), width: 172 });
    this.bars = new Bars(DIGITS, { kind: "probability", name: name("answer") });
    this.told = element("p", { class: "sum", role: "status" });
    const limits = { from: 0, to: Math.max(0, last), value: 0, shown: () => "" };
    const label = element("span", { class: "visually-hidden" }, tour.words("state"));
    this.slider = slider({ label, ...limits }, () => this.#showState());
    const answer = element("figure", { class: "sixteen" }, element("figcaption", {}, tour.words("answer")), this.bars.list);
    const row = element("div", { class: "states" }, this.kernels.box, this.maps.box, answer);
    place.prepend(row, this.told, this.plot.box, element("div", { class: "controls wide revealed" }, this.slider.control));
  }

  prepare(reading, weights) {
    this.#answers = [];
    this.follow(reading, weights);
  }

  follow(reading, weights) {
    Object.assign(this, { weights });
    this.#reading = reading;
    this.#showState();
  }

  #network(at) {
    const { count } = this.tour.assets.snapshots;
    const { wires } = this.#reading.network;
    return { wires, weights: this.weights.subarray(at * count, (at + 1) * count) };
  }

  #read(at) {
    const { wires, weights } = this.#network(at);
    const opened = this.tour.open(wires, weights);
    return { trace: opened.trace(this.#reading.ink), probabilities: softmax(Array.from(opened.logits())) };
  }

  *parts() {
    for (let at = 0; at < this.table.length; at++) yield this.#read(at).probabilities;
  }

  hear(probabilities) {
    this.#answers.push(probabilities);
  }

  #showState() {
    if (!this.weights || !this.#reading) return;
    const at = Number(this.slider.input.value);
    const { wires, weights } = this.#network(at);
    const { trace, probabilities } = this.#read(at);
    const palette = this.tour.palette();
    this.kernels.show(weightsByStage(wires, weights)[STAGE].weights, palette);
    this.maps.show(trace[STAGE], palette);
    this.bars.show(probabilities, { full: 1, told: percent, marked: likeliest(probabilities) });
    const { step, digits, val_accuracy: right } = this.table[at];
    const facts = { step: whole(step), digits: whole(digits), right: percent(right) };
    this.told.replaceChildren(this.tour.words("then", facts));
    if (this.isRevealed) this.paint();
  }

  paint() {
    const digit = likeliest(this.#reading.probabilities);
    const points = this.#answers.map((probabilities, at) => [at, probabilities[digit]]);
    const here = points[Number(this.slider.input.value)];
    this.plot.draw({
      lines: [{ points, kind: "probability" }],
      dots: here ? [{ at: here, kind: "probability" }] : [],
    });
  }

  // The first state from which on every one is more than half sure of the visitor's digit; none where the last is not.
  #learned() {
    const digit = likeliest(this.#reading.probabilities);
    return this.table[this.#answers.findLastIndex((probabilities) => probabilities[digit] <= 0.5) + 1] ?? null;
  }

  goToResult() {
    const learned = this.#learned();
    if (learned) this.slider.moveTo(this.table.indexOf(learned));
  }

  facts() {
    const states = this.table.length;
    const batch = Math.round(this.table.at(-1).digits / this.table.at(-1).step);
    const isKnown = this.isRevealed && this.#answers.length === states;
    const learned = isKnown ? this.#learned() : null;
    if (!learned) return { states, batch, step: "–", seen: "–", right: "–" };
    const { step, digits, val_accuracy: right } = learned;
    return { states, batch, step: whole(step), seen: whole(digits), right: percent(right) };
  }

  result() {
    const learned = this.#learned();
    if (!learned) return null;
    const { step, epoch } = learned;
    return step <= EARLY ? 0 : epoch <= 1 ? 1 : 2;
  }
}
