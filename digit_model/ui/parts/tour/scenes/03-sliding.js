// Step 3.1: a window moves over the digit; below it every product, their sum with the bias, and the result so far.

import { number } from "../../../lib/display/show.js";
import { element, numberTable, paintInk, paintValues, picture, spoken } from "../pictures.js";
import { frameAt, readingGrid } from "./03-grid.js";
import { convolved, KERNELS, patchAt } from "./03-kernels.js";

const BIAS = 0.1; // any number, to be seen being added
const LARGEST = 5; // numbers across a kernel

export function sliding(place, tour) {
  const scene = new Sliding(place, tour);
  return { see: (reading) => scene.see(reading), outcome: () => 1, reveal: () => scene.reveal() };
}

class Sliding {
  #kernel = KERNELS.edge;
  #at = { row: 9, column: 13 };
  #ink = null;

  constructor(place, tour) {
    this.tour = tour;
    const name = (key) => spoken(tour.words(key));
    this.digit = picture(28, 28, { width: 164, kind: "data", name: name("digit") });
    this.result = picture(28, 28, { width: 164, kind: "activation", name: name("result") });
    this.frame = element("i", { class: "window" });
    this.mark = element("i", { class: "window pixel revealed" });
    const over = element("div", { class: "over" }, this.digit, this.frame);
    this.grid = readingGrid(over, name("move"), () => this.#at, (at) => this.#moveTo(at));
    this.table = element("div");
    this.complaint = element("p", { class: "status", role: "status" });
    this.sum = element("p", { class: "sum", role: "status" });
    place.append(this.#row(), element("div", { class: "controls" }, this.#choice()), this.complaint, this.sum);
    this.#showKernel();
  }

  #row() {
    const results = element("div", { class: "over" }, this.result, this.mark);
    const sign = (text) => element("b", {}, text);
    return element("div", { class: "row" }, this.grid, sign("×"), this.table, sign("="), results);
  }

  #choice() {
    const { tour } = this;
    const option = (key) => element("option", { value: key }, spoken(tour.words(key)));
    const options = [...Object.keys(KERNELS), "own3", "own5"].map(option);
    const select = element("select", {}, ...options);
    select.addEventListener("change", () => this.#choose(select.value));
    return element("label", {}, tour.words("kernel"), " ", select);
  }

  #choose(key) {
    const side = key === "own5" ? LARGEST : 3;
    this.#kernel = KERNELS[key] ?? identity(side);
    this.isOwn = !(key in KERNELS);
    this.#showKernel();
    this.#paint();
  }

  // The visitor's own kernel is typed into its table.
  #showKernel() {
    const side = Math.sqrt(this.#kernel.length);
    const cells = this.#kernel.map((weight, at) => (this.isOwn ? this.#input(weight, at) : shortest(weight)));
    const rows = Array.from({ length: side }, (_, row) => cells.slice(row * side, (row + 1) * side));
    this.table.replaceChildren(numberTable(rows, { kind: "weights" }));
  }

  #input(weight, at) {
    const label = spoken(this.tour.words("weight", { at: at + 1 }));
    const input = element("input", { type: "text", inputmode: "decimal", value: weight, "aria-label": label });
    input.addEventListener("input", () => this.#type(at, input.value));
    return input;
  }

  #type(at, text) {
    const weight = Number(text.replace(",", ".").replace("−", "-"));
    const isSound = text.trim() !== "" && Number.isFinite(weight) && Math.abs(weight) <= 1000;
    this.complaint.replaceChildren(...(isSound ? [] : [this.tour.words("nonsense", { text })]));
    if (!isSound) return; // the last sound number stays
    this.#kernel = this.#kernel.with(at, weight);
    this.#paint();
  }

  see({ ink }) {
    this.#ink = ink;
    this.#paint();
  }

  reveal() {
    this.#paint();
  }

  #moveTo(at) {
    this.#at = at;
    this.#paint();
  }

  #paint() {
    if (!this.#ink) return;
    const window = Math.sqrt(this.#kernel.length);
    paintInk(this.digit, this.#ink);
    const { values } = convolved(this.#ink, this.#kernel, { padding: (window - 1) / 2, bias: BIAS });
    paintValues(this.result, values, this.tour.palette());
    const { row, column } = this.#at;
    frameAt(this.frame, row - (window - 1) / 2, column - (window - 1) / 2, window);
    frameAt(this.mark, row, column, 1);
    this.#paintSum(patchAt(this.#ink, row, column, window), values[row * 28 + column]);
  }

  // Products with empty paper are all 0: they are counted, not listed.
  #paintSum(patch, result) {
    const products = patch.map((ink, at) => [ink, this.#kernel[at]]).filter(([ink, weight]) => ink * weight !== 0);
    const listed = products.slice(0, 9).flatMap(([ink, weight], at) => [
      at ? " + " : "",
      element("span", { kind: "data" }, number(ink)),
      " · ",
      element("span", { kind: "weights" }, weight < 0 ? `(${shortest(weight)})` : shortest(weight)),
    ]);
    if (products.length > 9) listed.push(" + …");
    const bias = element("span", { kind: "bias" }, this.tour.words("bias"), `\u00a0${number(BIAS)}`);
    const whole = element("b", { kind: "activation" }, number(result));
    this.sum.replaceChildren(...listed, listed.length ? " + " : "", bias, " = ", whole);
  }
}

// Leaves a picture as it is: 1 in the middle, 0 elsewhere.
const identity = (side) => Array.from({ length: side * side }, (_, at) => Number(at === (side * side - 1) / 2));
const shortest = (weight) => number(weight, Number.isInteger(weight) ? 0 : 2);
