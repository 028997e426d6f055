// What a number is made of, as elements. Each number that went into it is a button that pins that one.

import { number, whole } from "../../lib/display/show.js";
import { addressOf, weighted, windows } from "../../lib/explain/wires.js";
import { grid, link, make, nameOf } from "./elements.js";

const LARGEST = { maps: 4, factors: 7 }; // terms shown one by one: as many as are in sight beside the sum, without scrolling

// place: of lib/explain/wires.js. context: { words, chosen, choose }: of a convolution the window of one input channel is
// shown, the chosen one or else the one that adds most; choose(channel) asks for another.
export function workings(place, context) {
  return SHOWN[place.stage.kind](place, context);
}

// What its stage does, in one sentence.
export function meaning({ stage, channel, index }, words) {
  if (stage.kind === "unknown") return "";
  const facts = { side: stage.window, digit: index };
  if (stage.kind === "convolution") {
    const n = stage.before.shape[0] / stage.groups;
    return words(n > 1 ? "means_convolution" : "means_one_map", { ...facts, n });
  }
  const isScore = stage.kind === "linear" && stage.after.kind === "softmax";
  const n = stage.before && whole(stage.before.values.length);
  return words(isScore ? "means_score" : `means_${stage.kind}`, { ...facts, n });
}

// ---- one way to show each kind of stage

const SHOWN = {
  convolution(place, { words, chosen, choose }) {
    const inputs = windows(place);
    const shown = inputs.find(({ channel }) => channel === chosen) ?? bySize(inputs)[0];
    const key = place.stage.before.kind === "ink" ? "from_ink" : "from_channel";
    const label = (input) => {
      const button = make("button", "", words(key, { channel: input.channel }), number(input.sum, 4));
      button.type = "button";
      button.setAttribute("aria-pressed", String(input === shown));
      button.addEventListener("click", () => choose(input.channel));
      return button;
    };
    return [pictureOf(shown.cells, place.stage.window, words), ...sumOf(place, inputs, label, "maps", words)];
  },

  maximum(place, { words }) {
    const [{ cells }] = windows(place);
    const winner = cells.reduce((best, cell) => (cell.value > best.value ? cell : best));
    const key = place.stage.rectified ? "largest_rectified" : "largest";
    const value = number(place.stage.values[place.index], 4);
    const values = grid(words("window"), cells, "value", place.stage.window, { isLinked: true, winner });
    return [make("div", "picture", values), make("p", "", words(key, { value }))];
  },

  mean(place, { words }) {
    const [{ cells }] = windows(place);
    const sum = cells.reduce((sofar, { value }) => sofar + value, 0);
    const facts = { sum: number(sum, 4), n: cells.length, value: number(place.stage.values[place.index], 4) };
    const values = grid(words("window"), cells, "value", place.stage.window, { isLinked: true });
    const key = place.stage.rectified ? "mean_rectified" : "mean";
    return [make("div", "picture", values), make("p", "", words(key, facts))];
  },

  linear(place, { words }) {
    const terms = weighted(place).map((term) => ({ ...term, sum: term.product }));
    const label = ({ from, value, weight, product }) => {
      const factors = make("span", "", nameOf(words, from), `\u2002${number(value)} × ${number(weight)}`);
      return link(from, factors, number(product, 4));
    };
    return sumOf(place, terms, label, "factors", words);
  },

  // Without the largest score in every exponent the powers would not fit in four decimals.
  softmax(place, { words }) {
    const scores = place.stage.before.values;
    const largest = Math.max(...scores);
    const powers = Array.from(scores, (score) => Math.exp(score - largest));
    const total = powers.reduce((sofar, power) => sofar + power, 0);
    const [power, value] = [powers[place.index], powers[place.index] / total];
    const facts = { power: number(power, 4), total: number(total, 4), value: number(value, 4) };
    const text = make("p", "", words("softmax", { ...facts, largest: number(largest) }));
    return [text, make("p", "", words("score"), " ", linkBefore(place, words))];
  },

  row: (place, { words }) => [make("p", "", words("same"), " ", linkBefore(place, words))],

  rectifier(place, { words }) {
    const value = number(place.stage.before.values[place.index], 4);
    return [make("p", "", words("rectifier", { value }), " ", linkBefore(place, words))];
  },

  unknown: (place, { words }) => [make("p", "", words("unknown"))],

  ink: () => [],
};

// What is there × the kernel = the products.
function pictureOf(cells, side, words) {
  const values = grid(words("there"), cells, "value", side, { isLinked: true });
  const [kernel, products] = [["kernel", "weight"], ["products", "product"]].map(([caption, shown]) => {
    return grid(words(caption), cells, shown, side);
  });
  return make("div", "picture product", values, make("span", "sign", "×"), kernel, make("span", "sign", "="), products);
}

// To the one number of the stage before that this one is made of.
function linkBefore({ stage, index }, words) {
  const before = addressOf(stage.before, index);
  return link(before, nameOf(words, before));
}

const bySize = (terms) => terms.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
const added = (terms) => terms.reduce((total, { sum }) => total + sum, 0);

// Terms, the largest one by one; and then the others together and what all add up to with the bias.
function sumOf(place, terms, label, caption, words) {
  const sorted = bySize(terms);
  const rest = sorted.slice(LARGEST[caption]);
  const { rectified, bias: biases } = place.stage;
  const bias = biases[place.channel];
  const total = added(terms) + bias;
  const lines = [];
  const line = (name, value, className = "") => {
    lines.push(make("li", className, make("span", "", name, number(value, 4))));
  };
  if (rest.length) line(words("others", { n: rest.length }), added(rest));
  line(words("bias"), bias);
  line(words("total"), total, rectified ? "" : "total");
  if (rectified) line(words("rectified"), Math.max(0, total), "total");
  const each = sorted.slice(0, LARGEST[caption]).map((term) => make("li", "", label(term)));
  const list = make("ul", "terms", ...each);
  return [make("div", `adding ${caption}`, make("p", "caption", words(caption)), list), make("ul", "ends", ...lines)];
}
