// Step 5.2: the matrices of the two last layers, their product, and the scores by both ways; with the ReLU between them, or not.

import { number } from "../../../lib/display/show.js";
import { chooser, element, paintStretched, picture, spoken } from "../pictures.js";
import { lastTwo, layer, product } from "./05-matrices.js";

const SIZES = { second: [10, 16], first: [16, 1568], product: [10, 1568] };
const [ROUNDING, LITTLE] = [1e-3, 1]; // differences of scores up to which the first and the second answer hold

export function oneMatrix(place, tour) {
  const scene = new OneMatrix(place, tour);
  return { see: (reading) => scene.see(reading), outcome: () => scene.outcome(), facts: () => scene.facts() };
}

class OneMatrix {
  #way = "without"; // the ReLU
  #product = null; // and the weights that it is of
  #palette = null; // in which the matrices were painted

  constructor(place, tour) {
    this.tour = tour;
    this.matrices = Object.fromEntries(Object.keys(SIZES).map((key) => [key, this.#matrix(key)]));
    this.scales = Object.fromEntries(Object.keys(SIZES).map((key) => [key, element("p", { class: "caption" })]));
    const titled = ([key, canvas]) =>
      element("figure", { class: "matrix" }, canvas, element("figcaption", {}, tour.words(key)), this.scales[key]);
    const [second, first, one] = Object.entries(this.matrices).map(titled);
    const choices = ["without", "with"].map((key) => [key, tour.words(key)]);
    const { control, begin } = chooser(choices, this.#way, spoken(tour.words("relu")), (key) => this.#choose(key));
    this.table = element("table", { class: "ways" });
    this.apart = element("p", { class: "sum", role: "status" });
    place.append(
      element("div", { class: "row" }, second, element("b", {}, "·"), first, element("b", {}, "="), one),
      element("div", { class: "revealed" }, element("div", { class: "controls" }, control), this.table, this.apart),
    );
    begin();
  }

  #matrix(key) {
    const [rows, columns] = SIZES[key];
    return picture(rows, columns, { width: Math.max(96, columns / 9.5), kind: "weights", name: spoken(this.tour.words(key)) });
  }

  #choose(way) {
    this.#way = way;
    if (this.scores) this.#show();
  }

  see({ network, stages }) {
    if (this.#product?.of !== network.weights || this.#palette !== this.tour.palette()) this.#multiply(network);
    const { second } = lastTwo(network);
    this.scores = {
      one: layer(this.#product, stages.flatten),
      without: layer(second, stages.fc1),
      with: layer(second, stages.relu),
    };
    this.#show();
  }

  #multiply(network) {
    const { first, second } = lastTwo(network);
    this.#product = { ...product(first, second), of: network.weights };
    const painted = { first: first.weights, second: second.weights, product: Float32Array.from(this.#product.weights) };
    this.#palette = this.tour.palette();
    for (const [key, values] of Object.entries(painted)) {
      const most = number(paintStretched(this.matrices[key], values, this.#palette));
      this.scales[key].replaceChildren(this.tour.words("scale", { most }));
    }
  }

  #show() {
    const { one, [this.#way]: two } = this.scores;
    const title = (scope, words) => element("th", { scope }, words);
    const cell = (value) => element("td", { kind: "activation" }, number(value, 4));
    const head = ["digit", this.#way, "one"].map((key) => title("col", this.tour.words(key)));
    const rows = Array.from(one, (score, digit) => [title("row", String(digit)), cell(two[digit]), cell(score)]);
    this.table.replaceChildren(...[head, ...rows].map((cells) => element("tr", {}, ...cells)));
    this.apart.replaceChildren(this.tour.words("apart_ways", { apart: written(farthest(one, two)) }));
  }

  facts() {
    return { apart: written(this.#apart()), withRelu: written(farthest(this.scores.one, this.scores.with)) };
  }

  outcome() {
    return this.#apart() < ROUNDING ? 0 : this.#apart() < LITTLE ? 1 : 2;
  }

  #apart() {
    return farthest(this.scores.one, this.scores.without);
  }
}

const farthest = (one, other) => Math.max(...one.map((value, at) => Math.abs(value - other[at])));
const written = (value) => (value < 0.01 ? value.toFixed(7) : number(value));
