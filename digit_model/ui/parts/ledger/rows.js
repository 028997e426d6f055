// The ledger's rows: the largest terms, the others together, the bias and the total. A term leads to its number in the flow.

import { send } from "../../lib/events.js";
import { wordsOf } from "../../lib/filled.js";
import { number, signed } from "../../lib/show.js";

const SHOWN = 8; // terms

// The list items for what parts the logits of a pair of digits, as lib/ledger.js splits it.
export function rowsOf(element, [digit, other], { terms, bias, total }) {
  const words = wordsOf(element);
  const ordered = [...terms].sort((a, b) => Math.abs(b.term) - Math.abs(a.term));
  const [shown, rest] = [ordered.slice(0, SHOWN), ordered.slice(SHOWN)];
  const others = rest.reduce((sum, { term }) => sum + term, 0);
  const largest = Math.max(1e-9, ...[others, bias, ...shown.map(({ term }) => term)].map(Math.abs));
  const named = (content, amount, scale) => rowOf("div", { name: span("", content), amount, largest: scale });
  const sum = named(words("total", { a: digit, b: other }), total, Infinity); // and so without a bar
  sum.className = "total";
  return [
    ...shown.map((term) => termRow(term, largest)),
    ...(rest.length ? [named(words("others", { n: rest.length }), others, largest)] : []),
    named(words("bias"), bias, largest),
    sum,
  ];
}

function termRow({ address, value, weight, term }, largest) {
  const name = document.createElement("b");
  name.textContent = address.replace(".", " · ");
  const factors = `${number(value, 2)} × ${number(weight, 2)}`;
  const item = rowOf("button", { name, factors, amount: term, largest });
  item.firstChild.type = "button";
  item.firstChild.addEventListener("click", () => send("pin", { address }));
  return item;
}

function rowOf(tag, { name, factors = "", amount, largest }) {
  const line = document.createElement(tag);
  const bar = document.createElement("i");
  bar.style.setProperty("--length", Math.min(1, Math.abs(amount) / largest));
  bar.classList.toggle("below", amount < 0);
  line.append(name, span("factors", factors), bar, span("number", signed(amount, 3)));
  const item = document.createElement("li");
  item.append(line);
  return item;
}

function span(className, content) {
  const made = document.createElement("span");
  made.className = className;
  made.append(content);
  return made;
}
