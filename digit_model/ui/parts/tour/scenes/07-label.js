// The label of the visitor's digit: ten buttons. As long as none was pressed it follows what the network reads.

import { chooser, element, spoken } from "../pictures.js";

export const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

export class Label {
  #isNamed = false;
  label = 0;

  // words: what is asked for; tell(): the label has changed.
  constructor(words, tell) {
    const choices = DIGITS.map((digit) => [digit, String(digit)]);
    this.chooser = chooser(choices, 0, spoken(words), (label) => {
      this.label = Number(label);
      tell();
    });
    this.chooser.control.addEventListener("click", () => (this.#isNamed = true));
    const labelled = element("div", { class: "labelled" }, words, this.chooser.control);
    this.control = element("div", { class: "controls named" }, labelled);
  }

  follow(label) {
    this.chooser.choose(this.#isNamed ? this.label : label);
  }
}
