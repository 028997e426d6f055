// Why this digit and not the other: what parts their scores, term by term, and the ink that speaks for one or the other.

import { wordsOf } from "../../lib/display/filled.js";
import { number } from "../../lib/display/show.js";
import { mapsBehind } from "../../lib/display/thumbnails.js";
import { hear } from "../../lib/events.js";
import { ledgerOf } from "../../lib/explain/ledger.js";
import { study } from "../../lib/explain/study.js";
import { byProbability } from "../../lib/network/verdict.js";
import { Ink } from "./ink.js";
import { Rows } from "./rows.js";

export function mount({ element, props }) {
  const ledger = new Ledger(element, props.facts.faint);
  hear("pair-chosen", (pair) => ledger.pick(pair));
}

class Ledger {
  #picked = null; // the visitor's own pair; else the two likeliest digits
  #shown = null; // the pair that is shown

  constructor(element, faint) {
    this.element = element;
    this.words = wordsOf(element);
    this.selects = [...element.querySelectorAll("select")];
    this.ink = new Ink(element.querySelector(".ink"), faint);
    this.rows = new Rows(element);
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

  #ask({ network: { wires, weights }, stages, probabilities }) {
    const pair = this.#picked ?? byProbability(probabilities).slice(0, 2);
    const behind = mapsBehind(wires, wires.at(-2).name);
    const maps = behind && { shape: behind.shape, values: stages[behind.name].slice() };
    return { pair, ledger: ledgerOf(wires, weights, stages, ...pair), maps };
  }

  #show(answer, reading) {
    this.#shown = answer?.pair ?? null;
    this.selects.forEach((select, side) => (select.value = this.#shown?.[side] ?? ""));
    this.ink.show(this.#shown, reading);
    if (!answer) return (this.#picked = null);
    const { pair, ledger, maps } = answer;
    this.#say(pair, ledger.total, maps, reading.verdict);
    this.rows.show(pair, ledger, maps);
  }

  #say([a, b], total, maps, verdict) {
    const refused = verdict === "not a digit" ? [this.words("refused"), " "] : [];
    const lead = document.createElement("b");
    lead.append(this.words(total < 0 ? "trails" : "leads", { a, b, n: number(Math.abs(total), 2) }));
    this.element.querySelector(".sum").replaceChildren(...refused, lead, " ", this.words("sum"));
    this.element.querySelector(".meaning").replaceChildren(this.words(maps ? "each_map" : "each", { a, b }));
    this.element.querySelector("figcaption").replaceChildren(this.words("caption", { a, b }));
  }
}
