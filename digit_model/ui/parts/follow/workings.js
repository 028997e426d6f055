// What a number is made of, as elements. Each number that went into it is a button that pins that one.

import { number } from "../../lib/show.js";
import { addressOf, goesTo, weighted, windows } from "../../lib/wires.js";
import { grid, link, make, nameOf } from "./elements.js";

const LARGEST = 7; // terms shown one by one

// place: of lib/wires.js. context: { words, chosen, choose }: of a convolution the window of one input channel is
// shown, the chosen one or else the one that adds most; choose(channel) asks for another.
export function workings(place, context) {
  return SHOWN[place.stage.kind](place, context);
}

// What becomes of it, and a button that pins where.
export function onwards(place, words) {
  const next = goesTo(place);
  if (!next) return [words(place.stage.after?.kind === "unknown" ? "untold" : "ends")];
  return [words(keyOf(next), { value: number(next.product ?? 0, 4) }), " ", link(next.to, nameOf(words, next.to))];
}

function keyOf(next) {
  if ("wins" in next) return next.wins ? "wins" : "loses";
  if ("product" in next) return next.product ? "counts" : "nothing";
  return "goes";
}

// ---- one way to show each kind of stage

const SHOWN = {
  convolution(place, { words, chosen, choose }) {
    const inputs = windows(place);
    const shown = inputs.find(({ channel }) => channel === chosen) ?? bySize(inputs)[0];
    const side = place.stage.window;
    const values = grid(shown.cells, "value", side, { isLinked: true });
    const picture = [values, "×", grid(shown.cells, "weight", side), "=", grid(shown.cells, "product", side)];
    const label = (input) => {
      const button = make("button", "", words("from_channel", { channel: input.channel }), number(input.sum, 4));
      button.setAttribute("aria-pressed", String(input === shown));
      button.addEventListener("click", () => choose(input.channel));
      return button;
    };
    return [make("div", "picture", ...picture), sumOf(place, inputs, label, words)];
  },

  maximum(place, { words }) {
    const [{ cells }] = windows(place);
    const winner = cells.reduce((best, cell) => (cell.value > best.value ? cell : best));
    const key = place.stage.rectified ? "largest_rectified" : "largest";
    const values = grid(cells, "value", place.stage.window, { isLinked: true, winner });
    return [make("div", "picture", values), make("p", "", words(key))];
  },

  linear(place, { words }) {
    const terms = weighted(place).map((term) => ({ ...term, sum: term.product }));
    const label = ({ from, value, weight, product }) => {
      const factors = make("span", "", nameOf(words, from), `\u2002${number(value)} × ${number(weight)}`);
      return link(from, factors, number(product, 4));
    };
    const sum = sumOf(place, terms, label, words);
    sum.classList.add("factors");
    return [sum];
  },

  // Without the largest logit in every exponent the powers would not fit in four decimals.
  softmax(place, { words }) {
    const logits = place.stage.before.values;
    const largest = Math.max(...logits);
    const powers = Array.from(logits, (logit) => Math.exp(logit - largest));
    const total = powers.reduce((sofar, power) => sofar + power, 0);
    const [power, value] = [powers[place.index], powers[place.index] / total];
    const facts = { power: number(power, 4), total: number(total, 4), value: number(value, 4) };
    return [make("p", "", words("softmax", { ...facts, largest: number(largest) })), linkBefore(place, words)];
  },

  row: (place, { words }) => [make("p", "", words("same")), linkBefore(place, words)],

  rectifier(place, { words }) {
    const value = number(place.stage.before.values[place.index], 4);
    return [make("p", "", words("rectifier", { value })), linkBefore(place, words)];
  },

  unknown: (place, { words }) => [make("p", "", words("unknown"))],

  ink: (place, { words }) => [make("p", "", words("ink"))],
};

// To the one number of the stage before that this one is made of.
function linkBefore({ stage, index }, words) {
  const before = addressOf(stage.before, index);
  return link(before, nameOf(words, before));
}

const bySize = (terms) => terms.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
const added = (terms) => terms.reduce((total, { sum }) => total + sum, 0);

// Terms, the largest one by one and the others together, then what they add up to with the bias.
function sumOf(place, terms, label, words) {
  const sorted = bySize(terms);
  const rest = sorted.slice(LARGEST);
  const lines = sorted.slice(0, LARGEST).map((term) => make("li", "", label(term)));
  const line = (name, value, className = "") => {
    lines.push(make("li", "", make("span", className, name, number(value, 4))));
  };
  if (rest.length) line(words("others", { n: rest.length }), added(rest));
  const bias = place.stage.bias[place.channel];
  const total = added(terms) + bias;
  line(words("bias"), bias);
  const { rectified } = place.stage;
  line(words("total"), total, rectified ? "" : "total");
  if (rectified) line(words("rectified"), Math.max(0, total), "total");
  return make("ul", "terms", ...lines);
}
