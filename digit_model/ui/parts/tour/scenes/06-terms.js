// A sum written out: a row for each of the 16 numbers with its weight, the product as a bar, then the bias and what comes of all.

import { number, signed } from "../../../lib/display/show.js";
import { element } from "../pictures.js";
import { Bars } from "./bars.js";

export class Terms {
  #factors = []; // of each row: the elements of its value and its weight

  // bias, total: what the last two rows are called; name: the list's, for those who don't see it.
  constructor(count, { bias, total, name }) {
    const names = Array.from({ length: count }, (_, at) => this.#product(at));
    this.bars = new Bars([...names, element("span", { kind: "bias" }, bias), total], { kind: "activation", name });
    this.bars.list.classList.add("terms");
  }

  #product(at) {
    const factors = [element("span", { kind: "activation" }), element("span", { kind: "weights" })];
    this.#factors.push(factors);
    const [name, times] = [String(at), "×"].map((text) => element("span", {}, text));
    return element("span", { class: "factors" }, name, factors[0], times, factors[1]);
  }

  // As lib/explain/ledger.js splits a score.
  show({ terms, bias, total }) {
    terms.forEach(({ value, weight }, at) => {
      const [factor, other] = this.#factors[at];
      factor.textContent = number(value);
      other.textContent = number(weight);
      this.bars.rows[at].row.classList.toggle("idle", value === 0);
    });
    const amounts = [...terms.map(({ term }) => term), bias, total];
    const full = Math.max(...amounts.map(Math.abs));
    this.bars.show(amounts, { full, told: (amount) => signed(amount, 2), marked: amounts.length - 1, isSigned: true });
  }
}
