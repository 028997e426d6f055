// Step 7.1: ten scores, e to the power of each, and its share of the sum. A slider adds the same number to all scores.

import { compact, number, percent, signed } from "../../../lib/display/show.js";
import { softmax } from "../../../lib/network/softmax.js";
import { element, slider, spoken } from "../pictures.js";
import { barOf, Rows } from "./07-rows.js";
import { likeliest } from "./likeliest.js";

const FURTHEST = 5; // that the slider moves all scores

export function shares(place, tour) {
  const scene = new Shares(place, tour);
  return { see: (reading) => scene.see(reading), facts: () => scene.facts(), outcome: () => scene.outcome() };
}

class Shares {
  #added = 0;
  #scores = null;

  constructor(place, tour) {
    const column = (key, kind, look) => ({ words: tour.words(key), kind, look });
    const columns = [column("score", "activation"), column("power", "activation", "plain"), column("share", "probability")];
    this.rows = new Rows(columns, spoken(tour.words("shares")));
    this.total = element("p", { class: "sum" });
    this.tour = tour;
    const tell = (added) => {
      this.#added = added;
      this.#show();
    };
    const limits = { from: -FURTHEST, to: FURTHEST, step: 0.5, value: 0, shown: (added) => signed(added, 1) };
    const { control, begin } = slider({ label: tour.words("add"), ...limits }, tell);
    place.append(this.rows.table, this.total, element("div", { class: "controls revealed" }, control));
    begin();
  }

  see({ stages }) {
    this.#scores = Array.from(Object.values(stages).at(-1));
    this.#show();
  }

  #show() {
    if (!this.#scores) return;
    const scores = this.#scores.map((score) => score + this.#added);
    const [powers, probabilities] = [scores.map(Math.exp), softmax(scores)];
    const least = Math.min(0, ...this.#scores) - FURTHEST;
    const most = Math.max(0, ...this.#scores) + FURTHEST;
    const cells = scores.map((score, digit) => [
      { text: number(score), ...barOf(score, least, most) },
      { text: compact(powers[digit]) },
      { text: percent(probabilities[digit]), from: 0, to: probabilities[digit] },
    ]);
    this.rows.show(cells, likeliest(scores));
    const sum = compact(powers.reduce((total, power) => total + power, 0));
    this.total.replaceChildren(this.tour.words("total", { sum }));
  }

  facts() {
    if (!this.#scores) return {};
    const [first, second] = this.#scores.toSorted((one, other) => other - one);
    return { lead: number(first - second), times: compact(Math.exp(first - second)) };
  }

  // Whether the largest probability grows, stays or falls when all scores grow.
  outcome() {
    const [before, after] = [this.#scores, this.#scores.map((score) => score + FURTHEST)].map(softmax);
    const grown = Math.max(...after) - Math.max(...before);
    return Math.abs(grown) < 1e-9 ? 1 : grown > 0 ? 0 : 2;
  }
}
