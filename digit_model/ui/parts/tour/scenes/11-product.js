// Step 11.3: the last fully connected layer as a matrix times a column of numbers, plus the biases. A click chooses a row.

import { number, whole } from "../../../lib/display/show.js";
import { weightsByStage } from "../../../lib/network/weights.js";
import { chooser, element, paintValues, picture, spoken } from "../pictures.js";
import { likeliest } from "./likeliest.js";

const LISTED = 5; // products that are written out
const OFFERED = [26, 160, 10_000]; // the question's answers

export function product(place, tour) {
  const scene = new Product(place, tour);
  return { see: (reading) => scene.see(reading), facts: () => scene.facts(), outcome: () => scene.outcome() };
}

class Product {
  #row = 0;
  #reading = null;

  constructor(place, tour) {
    this.tour = tour;
    this.matrix = this.#grid("matrix", 10, 16, "weights");
    this.column = this.#grid("column", 16, 1, "activation");
    this.biases = this.#grid("biases", 10, 1, "bias");
    this.results = this.#grid("results", 10, 1, "probability");
    const logits = Array.from({ length: 10 }, () => element("li", { kind: "probability" }));
    this.numbers = element("ol", { class: "logits", start: "0" }, ...logits);
    this.frames = Array.from({ length: 3 }, () => element("i", { class: "window" }));
    this.sum = element("p", { class: "sum", role: "status" });
    const rows = Array.from({ length: 10 }, (_, row) => [row, String(row)]);
    this.chooser = chooser(rows, 0, spoken(tour.words("row")), (row) => this.#choose(Number(row)));
    const label = element("span", { class: "labelled" }, tour.words("row"));
    place.append(this.#equation(), element("div", { class: "controls" }, label, this.chooser.control), this.sum);
    this.chooser.begin();
  }

  // A canvas of one pixel a number, --cell wide, see the stylesheet.
  #grid(key, rows, columns, kind) {
    const canvas = picture(rows, columns, { width: 0, kind, name: spoken(this.tour.words(key)) });
    canvas.style.width = `calc(${columns} * var(--cell))`;
    return canvas;
  }

  #equation() {
    const framed = (canvas, at) => element("div", { class: "over" }, canvas, this.frames[at]);
    const titled = (key, canvas, shape) => {
      const caption = element("figcaption", {}, this.tour.words(key), element("br"), shape);
      return element("figure", { class: "titled" }, canvas, caption);
    };
    const parts = [
      titled("matrix", framed(this.matrix, 0), "10 × 16"),
      titled("column", this.column, "16"),
      titled("biases", framed(this.biases, 1), "10"),
      titled("results", framed(this.results, 2), "10"),
    ];
    const signs = ["×", "+", "=", null];
    const signed = parts.flatMap((part, at) => (signs[at] ? [part, element("b", {}, signs[at])] : [part]));
    return element("div", { class: "row product" }, ...signed, this.numbers);
  }

  see(reading) {
    const isFirst = this.#reading === null;
    this.#reading = reading;
    const { wires, weights } = reading.network;
    const [before, last] = wires.slice(-2).map(({ name }) => name);
    this.values = reading.stages[before];
    this.logits = reading.stages[last];
    this.layer = weightsByStage(wires, weights)[last];
    const palette = this.tour.palette();
    paintValues(this.matrix, this.layer.weights, palette);
    paintValues(this.column, this.values, palette);
    paintValues(this.biases, this.layer.bias, palette);
    paintValues(this.results, this.logits, palette);
    [...this.numbers.children].forEach((item, digit) => item.replaceChildren(number(this.logits[digit], 1)));
    if (isFirst) this.chooser.choose(likeliest(this.logits));
    else this.#choose(this.#row);
  }

  #choose(row) {
    this.#row = row;
    for (const frame of this.frames) Object.assign(frame.style, { left: 0, width: "100%", top: `${10 * row}%`, height: "10%" });
    [...this.numbers.children].forEach((item, at) => item.classList.toggle("chosen", at === row));
    if (this.#reading) this.#showSum(row);
  }

  // Products with 0 are left out; of the others the largest are written out.
  #showSum(row) {
    const weights = this.layer.weights.subarray(row * this.values.length);
    const products = Array.from(this.values, (value, at) => ({ value, weight: weights[at] }))
      .filter(({ value }) => value !== 0)
      .sort((one, other) => Math.abs(other.value * other.weight) - Math.abs(one.value * one.weight));
    const listed = products.slice(0, LISTED).flatMap(({ value, weight }, at) => [
      at ? " + " : "",
      element("span", { kind: "weights" }, weight < 0 ? `(${number(weight)})` : number(weight)),
      " · ",
      element("span", { kind: "activation" }, number(value)),
    ]);
    if (products.length > LISTED) listed.push(" + …");
    const bias = element("span", { kind: "bias" }, number(this.layer.bias[row]));
    this.sum.replaceChildren(...listed, " + ", bias, " = ", element("b", { kind: "probability" }, number(this.logits[row])));
  }

  facts() {
    return { products: this.layer.weights.length, all: whole(this.#reading.network.multiplications) };
  }

  outcome() {
    return OFFERED.indexOf(this.layer.weights.length);
  }
}
