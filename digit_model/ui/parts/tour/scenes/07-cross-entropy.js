// Step 7.2: what each label would cost. The visitor names the one that is right.

import { compact, percent } from "../../../lib/display/show.js";
import { byProbability } from "../../../lib/network/verdict.js";
import { crossEntropy } from "../../../lib/training/loss.js";
import { element, spoken } from "../pictures.js";
import { DIGITS, Label } from "./07-label.js";
import { Rows } from "./07-rows.js";
import { likeliest } from "./likeliest.js";

export function costs(place, tour) {
  const scene = new Costs(place, tour);
  return { see: (reading) => scene.see(reading), facts: () => scene.facts(), outcome: () => scene.outcome() };
}

class Costs {
  #reading = null;

  constructor(place, tour) {
    this.tour = tour;
    const columns = [
      { words: tour.words("probability"), kind: "probability", look: "plain" },
      { words: tour.words("cost"), kind: "loss", look: "cost" },
    ];
    this.rows = new Rows(columns, spoken(tour.words("costs")));
    this.named = new Label(tour.words("meant"), () => this.#show());
    this.sum = element("p", { class: "sum", role: "status" });
    place.append(this.named.control, this.sum, this.rows.table);
  }

  see(reading) {
    this.#reading = reading;
    this.named.follow(likeliest(reading.probabilities));
  }

  #show() {
    const { probabilities } = this.#reading;
    const [{ label }, losses] = [this.named, this.#losses()];
    const most = Math.max(...losses);
    const cells = losses.map((loss, digit) => [
      { text: percent(probabilities[digit]) },
      { text: compact(loss), from: 0, to: loss / most },
    ]);
    this.rows.show(cells, label);
    const facts = { label, share: written(probabilities, label), loss: compact(losses[label]) };
    this.sum.replaceChildren(this.tour.words("formula", facts));
  }

  #losses() {
    const logits = Object.values(this.#reading.stages).at(-1);
    return DIGITS.map((label) => crossEntropy(logits, label).loss);
  }

  // Three labels to choose from, in the order of the digits: of the wrong ones the most and the least probable, and one
  // between them.
  #offered() {
    const { probabilities } = this.#reading;
    const order = byProbability(probabilities);
    return [order[1], order[5], order[9]].toSorted((one, other) => one - other);
  }

  facts() {
    if (!this.#reading) return {};
    const [losses, [one, other, third]] = [this.#losses(), this.#offered()];
    const costliest = losses.indexOf(Math.max(...losses));
    const own = compact(losses[likeliest(this.#reading.probabilities)]);
    return { one, other, third, costliest, most: compact(losses[costliest]), own };
  }

  outcome() {
    const losses = this.#losses();
    return this.#offered().indexOf(losses.indexOf(Math.max(...losses)));
  }
}

// A probability, also one so near to 1 that only what is missing tells it from 1.
function written(probabilities, label) {
  const missing = probabilities.reduce((sum, probability, digit) => sum + (digit === label ? 0 : probability), 0);
  return missing < 0.005 ? `(1 − ${compact(missing)})` : compact(probabilities[label]);
}
