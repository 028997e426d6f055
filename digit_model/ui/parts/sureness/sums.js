// From the ten scores to the verdict: how far they stand out, beside what a digit needs, and which digits stay possible.

import { wordsOf } from "../../lib/display/filled.js";
import { number, percent } from "../../lib/display/show.js";

export class Sums {
  constructor(element) {
    Object.assign(this, { place: element.querySelector(".sums"), words: wordsOf(element) });
  }

  show({ mean, verdict, candidates, evidence, thresholds }) {
    const needed = number(thresholds.evidence, 2);
    const isEnough = verdict !== "not a digit";
    const facts = { share: percent(thresholds.probability), digits: candidates.join(", ") };
    this.place.replaceChildren(
      this.#row("log", number(evidence + mean, 2)),
      this.#row("mean", mean < 0 ? `− (${number(mean, 2)})` : `− ${number(mean, 2)}`),
      this.#row("evidence", number(evidence, 2), "total"),
      this.#line(isEnough ? "enough" : "short", { needed }),
      this.#line(verdict, facts),
    );
  }

  #row(key, text, kind = "") {
    const row = document.createElement("p");
    row.className = `row ${kind}`;
    const amount = document.createElement("b");
    amount.textContent = text;
    const name = document.createElement("span");
    name.append(this.words(key));
    row.append(name, amount);
    return row;
  }

  #line(key, facts) {
    const line = document.createElement("p");
    line.append(this.words(key, facts));
    return line;
  }
}
