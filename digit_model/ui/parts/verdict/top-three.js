// The three likeliest digits with their shares. Each leads to why it is the answer, or is not.

import { percent, textOf } from "../../lib/display/show.js";
import { send } from "../../lib/events.js";
import { byProbability } from "../../lib/network/verdict.js";

export class TopThree {
  #order = []; // digits, likeliest first

  constructor(element, words) {
    Object.assign(this, { words, why: element.querySelector(".why") });
    this.rows = Array.from(element.querySelectorAll(".top button"), (button) => {
      const [digit, share] = ["b", "span"].map((name) => textOf(button.querySelector(name)));
      return { digit, bar: button.querySelector("i"), share, shown: "" };
    });
    element.querySelectorAll(".top button").forEach((button, place) => button.addEventListener("click", () => this.#ask(place)));
    this.why.addEventListener("click", () => this.#ask(1));
  }

  show({ verdict, probabilities }) {
    const order = byProbability(probabilities);
    if (verdict !== "blank" && order[1] !== this.#order[1]) this.why.replaceChildren(this.words("why", { digit: order[1] }));
    this.#order = order;
    this.rows.forEach((row, place) => write(row, order[place], probabilities[order[place]], verdict === "blank"));
  }

  #ask(place) {
    send("pair-chosen", place === 0 ? null : [this.#order[0], this.#order[place]]);
    send("question-asked", "ledger");
  }
}

// At every move of the pen, so only what has changed; nothing of an empty page.
function write(row, digit, probability, isBlank) {
  const share = isBlank ? "" : percent(probability);
  const shown = isBlank ? "" : digit + share;
  if (row.shown === shown) return;
  row.shown = shown;
  row.digit.data = isBlank ? "" : digit;
  row.share.data = share;
  row.bar.style.setProperty("--length", probability.toFixed(3));
}
