// Step 12.1: where the multiplications of one digit are, and how many digits a second this browser reads in two ways.

import { number, percent, whole } from "../../../lib/display/show.js";
import { openNetwork } from "../../../lib/network.js";
import { convolutionKernel } from "../../../lib/network/kernel.js";
import { sizeOf } from "../../../lib/network/shape.js";
import { element } from "../pictures.js";
import { digitsASecond } from "./12-clock.js";
import { Rates, written } from "./12-rates.js";

const BOUNDS = [2, 5]; // times as fast: between the question's answers

export function page(place, tour) {
  const scene = new Page(place, tour);
  return {
    see: (reading) => scene.see(reading),
    facts: () => scene.facts(),
    outcome: () => scene.outcome(),
    reveal: () => scene.reveal(),
    leave: () => scene.leave(),
  };
}

class Page {
  #rates = null; // { plain, fast }, digits a second
  #measured = null; // a promise: they are there, or the step is left
  #reading = null;
  #isLeft = false;

  constructor(place, tour) {
    this.tour = tour;
    this.layers = element("div", { class: "layers" });
    this.bars = new Rates(tour, ["plain", "fast"], "activation");
    this.again = element("button", { type: "button" }, tour.words("again"));
    this.again.addEventListener("click", () => (this.#measured = this.#measure()));
    this.status = element("p", { class: "sum revealed", role: "status" });
    place.append(
      element("p", { class: "caption" }, tour.words("layers")),
      this.layers,
      element("div", { class: "revealed" }, element("p", { class: "caption" }, tour.words("browser")), this.bars.box),
      this.status,
      element("div", { class: "controls revealed" }, this.again),
    );
  }

  see(reading) {
    const isFirst = this.#reading === null;
    this.#reading = reading;
    if (isFirst) this.#showLayers(); // every digit takes as many
  }

  reveal() {
    this.#measured = this.#measure();
  }

  #showLayers() {
    const counts = productsOf(this.#reading.network.wires);
    const all = counts.reduce((sum, { products }) => sum + products, 0);
    const row = ({ name, products }) => {
      const label = element("span", {}, element("b", {}, name), ` ${whole(products)}`);
      const part = element("i", { kind: "weights" });
      part.style.width = `${(100 * products) / all}%`;
      return element("div", {}, label, element("span", { class: "track" }, part), element("small", {}, percent(products / all)));
    };
    this.layers.replaceChildren(...counts.map(row));
  }

  async #measure() {
    const { network, ink } = this.#reading;
    const kernel = convolutionKernel();
    const open = (fast) => openNetwork(network.wires, network.weights, fast);
    const rate = (fast) => digitsASecond(open(fast), ink, () => this.#isLeft);
    this.again.disabled = true;
    const plain = await rate(null);
    const fast = kernel && (await rate(kernel));
    if (this.#isLeft) return;
    this.#rates = { plain, fast };
    this.bars.show(this.#rates);
    const key = kernel ? "faster" : "no_kernel";
    this.status.replaceChildren(this.tour.words(key, { factor: number(fast / plain, 1) }));
    this.again.disabled = false;
    this.tour.refresh();
  }

  facts() {
    const all = { all: whole(this.#reading.network.multiplications) };
    const { plain, fast } = this.#rates ?? {};
    return { ...all, plain: plain ? written(plain) : "–", fast: fast ? written(fast) : "–" };
  }

  // Other digits take as long, so that nothing is measured again for them.
  async outcome() {
    await this.#measured;
    if (!this.#rates?.fast) return null;
    const factor = this.#rates.fast / this.#rates.plain;
    return BOUNDS.filter((bound) => factor >= bound).length;
  }

  leave() {
    this.#isLeft = true;
  }
}

// [{ name, products }] of the stages that multiply: every weight is used once for each place of its stage's map.
export function productsOf(wires) {
  const multiply = wires.filter(({ weights }) => weights > 0);
  return multiply.map(({ name, weights, shape }) => ({ name, products: (weights * sizeOf(shape)) / shape[0] }));
}
