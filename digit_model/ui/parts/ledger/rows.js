// The ledger's rows: the largest terms in words, the others together, the bias and the sum. A term leads to its number in
// the flow.

import { wordsOf } from "../../lib/display/filled.js";
import { number, signed } from "../../lib/display/show.js";
import { mapOf, Thumbnails } from "../../lib/display/thumbnails.js";
import { send } from "../../lib/events.js";

const SHOWN = 6; // terms

export class Rows {
  constructor(element) {
    this.words = wordsOf(element);
    this.list = element.querySelector("ol");
    this.kinds = Object.fromEntries(["term", "rest"].map((kind) => [kind, element.querySelector(`template.${kind}`).content]));
    this.thumbnails = new Thumbnails(element);
  }

  // What parts the scores of a pair of digits, as lib/explain/ledger.js splits it, and the maps that its numbers sum up: { shape,
  // values }, or null.
  show(pair, { terms, bias, total }, maps) {
    const ordered = [...terms.keys()].sort((a, b) => Math.abs(terms[b].term) - Math.abs(terms[a].term));
    const shown = ordered.slice(0, SHOWN).map((index) => this.#termRow(terms[index], pair));
    const others = ordered.slice(SHOWN).reduce((sum, index) => sum + terms[index].term, 0);
    const rest = terms.length > SHOWN ? [this.#restRow(this.words("others", { n: terms.length - SHOWN }), others)] : [];
    const rows = [...shown, ...rest, this.#restRow(this.words("bias"), bias)];
    const largest = Math.max(1e-9, ...rows.map(({ amount }) => Math.abs(amount)));
    for (const { line, amount } of rows) line.querySelector("i").style.setProperty("--length", Math.abs(amount) / largest);
    const sum = this.#restRow(this.words("total", { a: pair[0], b: pair[1] }), total); // and so without a bar
    sum.line.parentElement.className = "total";
    this.list.toggleAttribute("data-plain", !maps);
    this.list.replaceChildren(...[...rows, sum].map(({ line }) => line.parentElement));
    const pictures = maps ? ordered.slice(0, SHOWN).map((index) => mapOf(maps.shape, maps.values, index)) : [];
    this.thumbnails.show(pictures.map((map, place) => [shown[place].line.querySelector("canvas"), map]));
  }

  #termRow({ address, value, weight, term }, [a, b]) {
    const row = this.#row("term", this.words(caseOf(value, term), { a, b }), term);
    row.line.querySelector("b").textContent = address.replace(".", " · ");
    row.line.querySelector(".factors").textContent = `${number(value, 2)} × ${number(weight, 2)}`;
    row.line.addEventListener("click", () => send("pin", { address }));
    return row;
  }

  #restRow(said, amount) {
    return this.#row("rest", said, amount);
  }

  #row(kind, said, amount) {
    const item = document.createElement("li");
    item.append(this.kinds[kind].cloneNode(true));
    const line = item.firstElementChild;
    line.querySelector(".said").append(said);
    line.querySelector("i").classList.toggle("below", amount < 0);
    line.querySelector(".number").textContent = signed(amount, 3);
    return { line, amount };
  }
}

// Which words a term has: the number is high or low, and that is for the first digit or against it.
function caseOf(value, term) {
  if (term === 0) return "nothing";
  return `${value > 0 ? "high" : "low"}_${term > 0 ? "for" : "against"}`;
}
