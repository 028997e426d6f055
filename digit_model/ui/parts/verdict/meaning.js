// What the verdict means: a sentence, and how far the scores stand out beside how far those of a digit must.

import { number, percent, textOf } from "../../lib/display/show.js";

const AT_THE_END = 4; // of the bar: times the evidence that a digit needs; verdict.css has its mark at a quarter

export class Meaning {
  #shown = {}; // what stands in the page, by the name of its place

  constructor(element, words) {
    const [sentence, bar, found, needed] = [".sentence", ".bar", ".stands b", ".needed"].map((at) => element.querySelector(at));
    Object.assign(this, { words, sentence, bar, found: textOf(found), needed });
  }

  show({ verdict, candidates, evidence, network: { thresholds }, surgery }) {
    const isOperated = surgery.length > 0;
    this.#once("sentence", [verdict, candidates, isOperated].join(), () =>
      this.sentence.replaceChildren(this.#sentence(verdict, candidates, thresholds, isOperated)),
    );
    const [found, needed] = apart(evidence, thresholds.evidence);
    this.#once("found", found, () => (this.found.data = found));
    this.#once("needed", needed, () => this.needed.replaceChildren(this.words("needed", { needed })));
    const length = Math.min(1, evidence / thresholds.evidence / AT_THE_END).toFixed(3);
    this.#once("length", length, () => this.bar.style.setProperty("--length", length));
  }

  // This is done at every move of the pen: what is unchanged is not written.
  #once(place, content, write) {
    if (this.#shown[place] === content) return;
    this.#shown[place] = content;
    write();
  }

  #sentence(verdict, [digit], thresholds, isOperated) {
    if (verdict === "not a digit" && isOperated) return this.words("operated");
    const isEight = verdict === "digit" && digit === "8"; // "an"
    return this.words(isEight ? "eight" : verdict, { digit, share: percent(thresholds.probability) });
  }
}

// Two numbers to a tenth, or so exactly that they differ as they do.
function apart(one, other) {
  const digits = one.toFixed(1) === other.toFixed(1) ? 3 : 1;
  return [number(one, digits), number(other, digits)];
}
