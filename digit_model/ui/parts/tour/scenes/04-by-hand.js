// Step 4.1: 4 x 4 numbers of a map in a frame that can be moved, and the 2 x 2 that maximum and average make of them.

import { number } from "../../../lib/display/show.js";
import { mapOf } from "../../../lib/display/thumbnails.js";
import { element, numberTable, paintValues, picture, spoken } from "../pictures.js";
import { readingGrid } from "./03-grid.js";
import { pooled } from "./04-pools.js";

const [STAGE, MAPS, SIDE, PATCH] = ["conv1", 16, 28, 4];
const BELOW_ZERO = [-3, -1, -4, -2]; // for a network none of whose windows is

export function byHand(place, tour) {
  const scene = new ByHand(place, tour);
  return {
    see: (reading) => scene.see(reading),
    outcome: () => scene.outcome(),
    facts: () => scene.facts(),
    reveal: () => scene.reveal(),
  };
}

class ByHand {
  #channel = null; // of the map that is shown, the same as long as the step is
  #values = null;
  #at = { row: 0, column: 0 }; // the frame's corner

  constructor(place, tour) {
    this.tour = tour;
    const name = (key) => spoken(tour.words(key));
    this.map = picture(SIDE, SIDE, { width: 224, kind: "activation", name: name("map") });
    this.frame = element("i", { class: "window" });
    const over = element("div", { class: "over" }, this.map, this.frame);
    const grid = readingGrid(over, name("move"), () => this.#at, (at) => this.#moveTo(at), { side: PATCH, step: 2 });
    this.patch = element("div");
    this.results = Object.fromEntries(["maximum", "mean"].map((kind) => [kind, element("div")]));
    this.sums = element("p", { class: "sum by-hand revealed" });
    place.append(
      element("div", { class: "row" }, titled(tour.words("map"), grid), titled(tour.words("patch"), this.patch)),
      element("div", { class: "row revealed" }, ...["maximum", "mean"].map((key) => titled(tour.words(key), this.results[key]))),
      this.sums,
    );
  }

  see({ stages, network }) {
    const { shape } = network.wires.find(({ name }) => name === STAGE);
    this.maps = Array.from({ length: MAPS }, (_, channel) => mapOf(shape, stages[STAGE], channel).values);
    this.below = lowest(this.maps);
    if (this.#channel === null) {
      this.#channel = this.below.channel;
      this.#at = liveliest(this.maps[this.#channel]);
    }
    this.#values = this.maps[this.#channel];
    this.#paint();
  }

  // The frame comes to the window that the question is about.
  reveal() {
    if (this.below.channel === this.#channel) this.#moveTo(framed(this.below));
  }

  facts() {
    const four = this.#four();
    return { four: Array.from(four, (value) => number(value)).join(", "), kept: number(pooled("maximum", four, [1, 2, 2])[0]) };
  }

  outcome() {
    const four = this.#four();
    return [0, Math.max(...four), Math.min(...four)].map(Math.fround).indexOf(pooled("maximum", four, [1, 2, 2])[0]);
  }

  // A window below zero.
  #four() {
    const { channel, row, column } = this.below;
    return Float32Array.from(Number.isInteger(row) ? cut(this.maps[channel], row, column, 2) : BELOW_ZERO);
  }

  #moveTo(at) {
    this.#at = at;
    if (this.#values) this.#paint();
  }

  #paint() {
    const { row, column } = this.#at;
    paintValues(this.map, this.#values, this.tour.palette());
    Object.assign(this.frame.style, { top: share(row), left: share(column), width: share(PATCH), height: share(PATCH) });
    const patch = Float32Array.from(cut(this.#values, row, column, PATCH));
    this.patch.replaceChildren(tableOf(patch, PATCH, "quarters"));
    const made = Object.keys(this.results).map((kind) => pooled(kind, patch, [1, PATCH, PATCH]));
    Object.values(this.results).forEach((box, at) => box.replaceChildren(tableOf(made[at], 2, "quarter")));
    this.#paintSums([0, 1, 4, 5].map((at) => number(patch[at])), ...made.map(([first]) => number(first)));
  }

  // Of the frame's first window.
  #paintSums(four, largest, mean) {
    const plus = four.map((text) => (text.startsWith("−") ? `(${text})` : text)).join(" + ");
    this.sums.replaceChildren(`max(${four.join(", ")}) = ${largest}`, element("br"), `(${plus}) / 4 = ${mean}`);
  }
}

const share = (pixels) => `${(100 * pixels) / SIDE}%`;
const titled = (title, ...content) => element("figure", {}, element("figcaption", {}, title), ...content);

function tableOf(values, side, look) {
  const rows = Array.from({ length: side }, (_, row) => [...values.slice(row * side, (row + 1) * side)]);
  const table = numberTable(rows, { kind: "activation" });
  table.classList.add(look);
  return table;
}

// side x side numbers of a map, row by row.
function cut(values, top, left, side) {
  return Array.from({ length: side * side }, (_, at) => values[(top + Math.floor(at / side)) * SIDE + left + (at % side)]);
}

const spread = (numbers) => Math.max(...numbers) - Math.min(...numbers);

// The corners of the windows of a pooling.
function* corners() {
  for (let row = 0; row < SIDE; row += 2) for (let column = 0; column < SIDE; column += 2) yield { row, column };
}

// { channel, row, column } of the window that is below zero throughout and whose numbers differ most; the first map alone where
// no window is.
function lowest(maps) {
  let best = { channel: 0, spread: -1 };
  maps.forEach((values, channel) => {
    for (const { row, column } of corners()) {
      const four = cut(values, row, column, 2);
      if (four.every((value) => value < 0) && spread(four) > best.spread) best = { channel, row, column, spread: spread(four) };
    }
  });
  return best;
}

// Where the numbers in the frame differ most.
function liveliest(values) {
  const places = [...corners()].filter(({ row, column }) => Math.max(row, column) <= SIDE - PATCH);
  const spreads = places.map(({ row, column }) => spread(cut(values, row, column, PATCH)));
  return places[spreads.indexOf(Math.max(...spreads))];
}

// The frame whose first window this is, or which holds it at the map's edge.
const framed = ({ row, column }) => ({ row: Math.min(row, SIDE - PATCH), column: Math.min(column, SIDE - PATCH) });
