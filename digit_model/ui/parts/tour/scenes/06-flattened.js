// Step 6.1: the 32 maps of the second pooling, the weights that one of the 16 numbers has for them, and the products.

import { LIMIT } from "../../../lib/display/colours.js";
import { number, whole } from "../../../lib/display/show.js";
import { weightsByStage } from "../../../lib/network/weights.js";
import { element, paintStretched, paintValues, picture, slider, spoken } from "../pictures.js";

const [SIDE, ACROSS, DOWN] = [7, 4, 8]; // of a map; maps of a sheet
const [WIDTH, HEIGHT] = [ACROSS, DOWN].map((maps) => maps * (SIDE + 1) - 1); // of a sheet: a line of paper parts its maps
const ANSWERS = [1584, 25104, 30074];

export function flattened(place, tour) {
  const scene = new Flattened(place, tour);
  return { see: (reading) => scene.see(reading), outcome: () => scene.outcome(), facts: () => scene.facts() };
}

class Flattened {
  #number = 0; // which of the 16
  #reading = null;

  constructor(place, tour) {
    this.tour = tour;
    const kinds = { maps: "activation", weights: "weights", products: "activation" };
    this.sheets = Object.fromEntries(Object.entries(kinds).map(([key, kind]) => [key, this.#sheet(key, kind)]));
    const [maps, weights, products] = Object.values(this.sheets).map(({ box }) => box);
    const range = { label: tour.words("which"), from: 0, to: 15, value: this.#number };
    const { control, begin } = slider(range, (chosen) => this.#choose(chosen));
    this.sum = element("p", { class: "sum", role: "status" });
    place.append(
      element("div", { class: "row sheets" }, maps, element("b", {}, "×"), weights, element("b", {}, "="), products),
      element("div", { class: "controls" }, control),
      this.sum,
    );
    begin();
  }

  #sheet(key, kind) {
    const canvas = picture(HEIGHT, WIDTH, { width: 148, kind, name: spoken(this.tour.words(key)) });
    const scale = element("p", { class: "caption" });
    const caption = element("figcaption", {}, this.tour.words(key));
    return { canvas, scale, box: element("figure", {}, caption, canvas, scale) };
  }

  #choose(chosen) {
    this.#number = chosen;
    if (this.#reading) this.see(this.#reading);
  }

  see(reading) {
    this.#reading = reading;
    const { wires, weights } = reading.network;
    const { flatten, fc1 } = reading.stages;
    this.layer = weightsByStage(wires, weights).fc1;
    this.all = reading.network.parameters;
    const own = this.layer.weights.subarray(this.#number * flatten.length, (this.#number + 1) * flatten.length);
    const products = flatten.map((value, at) => value * own[at]);
    paintValues(this.sheets.maps.canvas, sheetOf(flatten), this.tour.palette());
    this.#tell("maps", String(LIMIT));
    for (const [key, values] of Object.entries({ weights: own, products })) {
      this.#tell(key, number(paintStretched(this.sheets[key].canvas, sheetOf(values), this.tour.palette())));
    }
    this.#write(fc1[this.#number], this.layer.bias[this.#number]);
  }

  #tell(key, most) {
    this.sheets[key].scale.replaceChildren(this.tour.words("scale", { most }));
  }

  #write(result, bias) {
    const own = element("span", { kind: "bias" }, number(Math.abs(bias)));
    const products = `${number(result - bias)} ${bias < 0 ? "−" : "+"} `;
    const all = element("b", { kind: "activation" }, number(result));
    this.sum.replaceChildren(this.tour.words("sum"), " ", products, own, " = ", all);
  }

  #count() {
    return this.layer.weights.length + this.layer.bias.length;
  }

  facts() {
    return { count: whole(this.#count()), part: `${number((100 * this.#count()) / this.all, 0)} %` };
  }

  outcome() {
    const answer = ANSWERS.indexOf(this.#count());
    return answer < 0 ? null : answer;
  }
}

// The numbers of 32 maps, laid out as a sheet; 0 between the maps.
function sheetOf(values) {
  const sheet = new Float32Array(WIDTH * HEIGHT);
  values.forEach((value, at) => {
    const [map, row, column] = [Math.floor(at / SIDE ** 2), Math.floor(at / SIDE) % SIDE, at % SIDE];
    const [top, left] = [Math.floor(map / ACROSS), map % ACROSS].map((maps) => maps * (SIDE + 1));
    sheet[(top + row) * WIDTH + left + column] = value;
  });
  return sheet;
}
