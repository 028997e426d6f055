// Step 5.3: the digit cut into stripes, the results of both parts added, and the result of the whole: behind the convolution
// they are the same, behind the maximum not.

import { number } from "../../../lib/display/show.js";
import { mapOf } from "../../../lib/display/thumbnails.js";
import { weightsByStage } from "../../../lib/network/weights.js";
import { element, paintInk, paintValues, picture, slider, spoken } from "../pictures.js";

const [SIDE, WIDEST] = [28, 14]; // pixels
const COLUMNS = ["part", "other", "sum", "whole", "difference"];
const ROUNDING = 1e-3;

export function adding(place, tour) {
  const scene = new Adding(place, tour);
  return { see: (reading) => scene.see(reading), outcome: () => scene.outcome(), facts: () => scene.facts() };
}

class Adding {
  #height = 1; // of a stripe
  #opened = null;
  #channel = null; // of the map that is shown, the same as long as the step is

  constructor(place, tour) {
    this.tour = tour;
    const [ink, conv1] = [this.#row("ink", SIDE, "data"), this.#row("conv1", SIDE, "activation")];
    this.rows = { ink, conv1, pool1: this.#row("pool1", SIDE / 2, "activation") };
    const captions = COLUMNS.map((key) => element("span", { class: "caption" }, tour.words(key)));
    const cells = Object.values(this.rows).flatMap(({ name, canvases }) => [name, ...canvases]);
    const range = { label: tour.words("height"), from: 1, to: WIDEST, value: this.#height };
    const { control, begin } = slider(range, (height) => this.#cut(height));
    this.apart = element("p", { class: "sum revealed", role: "status" });
    const table = element("div", { class: "adding" }, element("span", { class: "row-name" }), ...captions, ...cells);
    place.append(table, element("div", { class: "controls" }, control), this.apart);
    begin();
  }

  // What the question asks for is hidden: the sum may be seen, but not beside the whole.
  #row(key, side, kind) {
    const words = this.tour.words(key);
    const canvases = COLUMNS.map(() => picture(side, side, { width: 84, kind, name: spoken(words) }));
    if (key !== "ink") canvases.at(-1).classList.add("revealed");
    return { canvases, name: element("span", { class: "caption row-name" }, words) };
  }

  #cut(height) {
    this.#height = height;
    if (this.ink) this.#show();
  }

  see({ ink, network: { wires, weights } }) {
    this.ink = ink;
    if (this.#opened?.weights !== weights) {
      this.#opened = { weights, network: this.tour.open(wires, weights), bias: weightsByStage(wires, weights).conv1.bias };
    }
    this.#show();
  }

  #show() {
    const [part, other] = [0, 1].map((which) => this.ink.map((level, at) => (stripeOf(at, this.#height) === which ? level : 0)));
    const [one, two, whole] = [part, other, this.ink].map((ink) => this.#statesOf(ink));
    this.#channel ??= liveliest(whole.conv1, this.#opened.bias.length);
    this.differences = {};
    for (const [key, { canvases }] of Object.entries(this.rows)) {
      const sum = one[key].map((value, at) => value + two[key][at]);
      const difference = whole[key].map((value, at) => value - sum[at]);
      this.differences[key] = Math.max(...difference.map(Math.abs));
      [one[key], two[key], sum, whole[key], difference].forEach((values, at) => this.#paint(canvases[at], values, key));
    }
    this.apart.replaceChildren(this.tour.words("apart", this.facts()));
  }

  // The convolution's maps without their bias, which would be added twice, and what the maximum makes of them.
  #statesOf(ink) {
    const { conv1, pool1 } = this.#opened.network.trace(ink);
    const { bias } = this.#opened;
    const bare = (values) => values.map((value, at) => value - bias[Math.floor((at * bias.length) / values.length)]);
    return { ink, conv1: bare(conv1), pool1: bare(pool1) };
  }

  #paint(canvas, values, key) {
    const isMap = key !== "ink";
    const shown = isMap ? mapOf([this.#opened.bias.length, canvas.height, canvas.width], values, this.#channel).values : values;
    if (isMap) paintValues(canvas, shown, this.tour.palette());
    else paintInk(canvas, shown);
  }

  facts() {
    const { conv1, pool1 } = this.differences;
    return { convolution: number(conv1), maximum: number(pool1) };
  }

  outcome() {
    const [convolution, maximum] = [this.differences.conv1, this.differences.pool1].map((largest) => largest < ROUNDING);
    if (convolution && maximum) return 0;
    return convolution ? 1 : maximum ? null : 2;
  }
}

const stripeOf = (at, height) => Math.floor(Math.floor(at / SIDE) / height) % 2;

// The map whose numbers lie farthest apart.
function liveliest(values, channels) {
  const spreads = Array.from({ length: channels }, (_, channel) => {
    const map = mapOf([channels, SIDE, SIDE], values, channel).values;
    return Math.max(...map) - Math.min(...map);
  });
  return spreads.indexOf(Math.max(...spreads));
}
