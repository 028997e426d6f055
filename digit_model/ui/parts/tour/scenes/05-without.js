// Step 5.4: the scores of the network as it is, and without its ReLU, the weights being the same.

import { number, percent } from "../../../lib/display/show.js";
import { verdictOf } from "../../../lib/network/verdict.js";
import { element, spoken } from "../pictures.js";
import { lastTwo, layer } from "./05-matrices.js";
import { Bars } from "./bars.js";
import { likeliest } from "./likeliest.js";

const DIGITS = [..."0123456789"];

export function without(place, tour) {
  const scene = new Without(place, tour);
  return { see: (reading) => scene.see(reading), outcome: () => scene.outcome(), facts: () => scene.facts() };
}

class Without {
  constructor(place, tour) {
    this.columns = { with: this.#column(tour, "with"), without: this.#column(tour, "without") };
    this.columns.without.box.classList.add("revealed");
    place.append(element("div", { class: "beside" }, ...Object.values(this.columns).map(({ box }) => box)));
  }

  // What goes into the last layer, and the ten scores that come of it.
  #column(tour, key) {
    const name = spoken(tour.words(key));
    const numbers = new Bars(Array(16).fill(""), { kind: "activation", name });
    const scores = new Bars(DIGITS, { kind: "activation", name });
    const share = element("p", { kind: "probability", class: "sum" });
    const told = (words) => element("p", { class: "caption" }, tour.words(words));
    numbers.list.classList.add("narrow");
    const content = [element("h3", {}, tour.words(key)), told("numbers"), numbers.list, told("scores"), scores.list, share];
    return { numbers, scores, share, box: element("section", {}, ...content) };
  }

  see({ ink, network, stages, probabilities }) {
    const after = layer(lastTwo(network).second, stages.fc1);
    this.gone = stages.fc1.filter((value) => value < 0).length;
    this.before = probabilities;
    this.after = verdictOf(ink, after, network.thresholds).probabilities;
    const full = { numbers: largest(stages.fc1), scores: Math.max(largest(after), largest(stages.fc2)) };
    this.#show("with", stages.relu, stages.fc2, probabilities, full);
    this.#show("without", stages.fc1, after, this.after, full);
  }

  #show(key, inputs, scores, probabilities, full) {
    const column = this.columns[key];
    const digit = likeliest(probabilities);
    column.numbers.show(inputs, { full: full.numbers, isSigned: true });
    column.scores.show(scores, { full: full.scores, isSigned: true, told: (score) => number(score, 1), marked: digit });
    column.share.replaceChildren(`${digit}: ${percent(probabilities[digit])}`);
  }

  facts() {
    const after = likeliest(this.after);
    return { after, afterShare: percent(this.after[after]), gone: this.gone };
  }

  outcome() {
    return likeliest(this.after) === likeliest(this.before) ? 0 : 1;
  }
}

const largest = (values) => Math.max(...values.map(Math.abs));
