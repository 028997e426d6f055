// Step 10.2: the confusion matrix, of the digits kept aside as the page reads them, and of the test set as it was measured.

import { whole } from "../../../lib/display/show.js";
import { chooser, element, spoken } from "../pictures.js";
import { confusionOf, missed, mixedUp } from "./10-counts.js";
import { Sheet } from "./10-sheet.js";
import { CountTable } from "./10-table.js";
import { likeliest } from "./likeliest.js";

const PAIRS = [[3, 8], [4, 9], [7, 9]]; // of the question's answers
const COLUMNS = 25; // digits beside one another below the matrix

export function matrix(place, tour) {
  const scene = new Matrix(place, tour);
  return {
    see: (reading) => scene.see(reading),
    facts: () => scene.facts(),
    outcome: () => scene.outcome(),
    reveal: () => scene.reveal(),
    leave: () => scene.leave(),
  };
}

class Matrix {
  #digits = []; // with the network's answers, see library.js
  #cell = { digit: 9, answer: 9 };
  #source = "kept";
  #isLeft = false;

  constructor(place, tour) {
    this.tour = tour;
    this.table = new CountTable(tour, (digit, answer) => this.#choose(digit, answer));
    this.sheet = new Sheet({ columns: COLUMNS, kind: "data", name: spoken(tour.words("cell_digits")), tell: () => {} });
    this.said = element("p", { class: "sum", role: "status" });
    const sources = ["kept", "test"].map((key) => [key, tour.words(key, { count: tour.assets.kept.labels.length })]);
    this.sources = chooser(sources, "kept", spoken(tour.words("source")), (source) => this.#show(source));
    place.append(
      element("div", { class: "controls revealed" }, this.sources.control),
      this.table.table,
      this.said,
      element("div", { class: "cell" }, this.sheet.box),
    );
    this.sources.begin();
    tour.use("kept", (digits) => this.#isLeft || this.#fill(digits));
  }

  #fill(digits) {
    if (!digits) return this.said.replaceChildren(this.tour.words("away"));
    this.#digits = digits;
    this.#show(this.#source);
  }

  see({ probabilities }) {
    this.table.markAnswer(likeliest(probabilities));
  }

  get #counts() {
    if (this.#source === "test") return this.tour.assets.figures.confusion;
    const [labels, answers] = ["label", "answer"].map((key) => this.#digits.map((digit) => digit[key]));
    return confusionOf(labels, answers);
  }

  #show(source) {
    this.#source = source;
    this.table.show(this.#counts);
    this.#choose(this.#cell.digit, this.#cell.answer);
  }

  // Only the digits kept aside are here to be shown; of the test set there are counts.
  #choose(digit, answer) {
    this.#cell = { digit, answer };
    this.sheet.show(this.#digits.filter((kept) => kept.label === digit && kept.answer === answer));
    const facts = { digit, answer, count: whole(this.#counts[digit][answer]) };
    this.said.replaceChildren(this.tour.words(this.#source === "test" ? "cell_test" : "cell", facts));
  }

  reveal() {
    this.sources.choose("test");
    const [one, other] = PAIRS[this.outcome()];
    this.table.choose(one, other);
  }

  facts() {
    const counts = this.tour.assets.figures.confusion;
    const [one, other] = PAIRS[this.outcome()];
    const facts = { one, other, there: counts[one][other], back: counts[other][one], missed: missed(counts) };
    return { ...facts, count: this.tour.assets.kept.labels.length };
  }

  outcome() {
    const often = PAIRS.map(([one, other]) => mixedUp(this.tour.assets.figures.confusion, one, other));
    return often.indexOf(Math.max(...often));
  }

  leave() {
    this.#isLeft = true;
  }
}
