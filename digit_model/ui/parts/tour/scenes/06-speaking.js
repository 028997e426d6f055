// Step 6.4: the products of all ten scores, a column for each of the 16 numbers. A click switches a number off.

import { number, percent } from "../../../lib/display/show.js";
import { scoreOf } from "../../../lib/explain/ledger.js";
import { verdictOf } from "../../../lib/network/verdict.js";
import { element, paintValues, picture, spoken } from "../pictures.js";
import { lastTwo, layer } from "./05-matrices.js";
import { Bars } from "./bars.js";
import { likeliest } from "./likeliest.js";

const [NUMBERS, DIGITS] = [16, [..."0123456789"]];

export function speaking(place, tour) {
  const scene = new Speaking(place, tour);
  return {
    see: (reading) => scene.see(reading),
    outcome: () => scene.outcome(),
    facts: () => scene.facts(),
    reveal: () => scene.switchOff(scene.best), // that is what the answer speaks of
  };
}

class Speaking {
  #off = null; // the number that is switched off
  #reading = null;

  constructor(place, tour) {
    this.tour = tour;
    this.buttons = Array.from({ length: NUMBERS }, (_, at) => this.#button(at));
    this.products = picture(DIGITS.length, NUMBERS, { width: 384, kind: "activation", name: spoken(tour.words("products")) });
    this.scores = new Bars(DIGITS, { kind: "activation", name: spoken(tour.words("scores")) });
    this.scores.list.classList.add("revealed");
    this.answer = element("p", { class: "sum revealed", role: "status" });
    const named = { class: "heads", role: "group", "aria-label": spoken(tour.words("numbers")) };
    const captions = ["products", "scores"].map((key) => element("span", { class: "caption" }, tour.words(key)));
    const [heads, beside] = [element("div", named, ...this.buttons), element("span")];
    place.append(element("div", { class: "speaking" }, ...captions, heads, beside, this.products, this.scores.list), this.answer);
  }

  #button(at) {
    const button = element("button", { type: "button", "aria-pressed": "false" }, String(at));
    button.style.gridColumn = at + 1; // that of its products
    button.addEventListener("click", () => this.switchOff(this.#off === at ? null : at));
    return button;
  }

  // null: no number.
  switchOff(number) {
    this.#off = number;
    this.#show();
  }

  see(reading) {
    const { network, stages, probabilities } = reading;
    this.#reading = reading;
    this.sums = DIGITS.map((_, digit) => scoreOf(network.wires, network.weights, stages, digit));
    this.digit = likeliest(probabilities);
    const own = this.sums[this.digit].terms.map(({ term }) => term);
    this.best = own.indexOf(Math.max(...own));
    this.#show();
  }

  #show() {
    this.buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at === this.#off)));
    const products = this.sums.flatMap(({ terms }) => terms.map(({ term }, at) => (at === this.#off ? 0 : term)));
    paintValues(this.products, Float32Array.from(products), this.tour.palette());
    const { scores, probabilities } = this.#without(this.#off);
    const told = (score) => number(score, 1);
    this.scores.show(scores, { full: this.#full(), told, marked: likeliest(probabilities), isSigned: true });
    this.#say(probabilities);
  }

  // The bars keep their scale when a number is switched off.
  #full() {
    return Math.max(...this.sums.map(({ total }) => Math.abs(total)));
  }

  #say(probabilities) {
    if (this.#off === null) return this.answer.replaceChildren(this.tour.words("tap"));
    const weights = this.sums.map(({ terms }) => terms[this.#off].weight);
    const [most, least] = [Math.max(...weights), Math.min(...weights)].map((weight) => weights.indexOf(weight));
    const said = likeliest(probabilities);
    const facts = { number: this.#off, most, least, said, share: percent(probabilities[said]) };
    this.answer.replaceChildren(this.tour.words("off", facts));
  }

  // The scores and probabilities without one of the numbers; with all if it is null.
  #without(off) {
    const { network, stages, ink } = this.#reading;
    const numbers = stages.relu.map((value, at) => (at === off ? 0 : value));
    const scores = layer(lastTwo(network).second, numbers);
    return { scores, probabilities: verdictOf(ink, scores, network.thresholds).probabilities };
  }

  facts() {
    const { probabilities } = this.#without(this.best);
    const after = likeliest(probabilities);
    return { best: this.best, after, afterShare: percent(probabilities[after]) };
  }

  outcome() {
    return likeliest(this.#without(this.best).probabilities) === this.digit ? 0 : 1;
  }
}
