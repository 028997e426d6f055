// What all operations together have made of the answer: it is their joint effect, and no row's own.

import { wordsOf } from "../../lib/display/filled.js";
import { percent } from "../../lib/display/show.js";

const SHOWN = 2; // candidates

export class Joint {
  constructor(element) {
    this.words = wordsOf(element);
    this.line = element.querySelector(".joint");
  }

  show({ surgery, verdict, candidates, probabilities }) {
    if (surgery.length === 0 || verdict === "blank") return this.line.replaceChildren();
    const answer = candidates.slice(0, SHOWN).map((digit) => `${digit} (${percent(probabilities[digit])})`).join(" / ");
    this.line.replaceChildren(this.words(candidates.length ? "now" : "now_none", { answer }));
  }
}
