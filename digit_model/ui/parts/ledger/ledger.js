// Why this digit and not the other: what parts their logits, term by term, and the ink that speaks for one or the other.

import { hear } from "../../lib/events.js";
import { ledgerOf } from "../../lib/ledger.js";
import { study } from "../../lib/study.js";
import { Ink } from "./ink.js";
import { rowsOf } from "./rows.js";

export function mount({ element, props }) {
  const ledger = new Ledger(element, props.facts.faint);
  hear("pair-chosen", (pair) => ledger.pick(pair));
}

class Ledger {
  #picked = null; // the visitor's own pair; else the two likeliest digits
  #shown = null; // the pair that is shown

  constructor(element, faint) {
    this.element = element;
    this.selects = [...element.querySelectorAll("select")];
    this.ink = new Ink(element.querySelector("canvas"), faint);
    this.selects.forEach((select, side) => select.addEventListener("change", () => this.#choose(side)));
    this.again = study(element, (reading) => this.#ask(reading), (answer, reading) => this.#show(answer, reading));
  }

  pick(pair) {
    this.#picked = pair;
    this.again();
  }

  // A digit has no lead over itself: they swap.
  #choose(side) {
    const pair = this.selects.map(({ value }) => Number(value));
    if (pair[0] === pair[1] && this.#shown) pair[1 - side] = this.#shown[side];
    this.pick(pair);
  }

  #ask({ network, stages, probabilities }) {
    const pair = this.#picked ?? twoLikeliest(probabilities);
    return { pair, ledger: ledgerOf(network.wires, network.weights, stages, ...pair) };
  }

  #show(answer, reading) {
    this.#shown = answer?.pair ?? null;
    this.selects.forEach((select, side) => (select.value = this.#shown?.[side] ?? ""));
    this.ink.show(this.#shown, reading);
    if (answer) this.element.querySelector("ol").replaceChildren(...rowsOf(this.element, answer.pair, answer.ledger));
    else this.#picked = null;
  }
}

function twoLikeliest(probabilities) {
  return [...probabilities.keys()].sort((one, other) => probabilities[other] - probabilities[one]).slice(0, 2);
}
