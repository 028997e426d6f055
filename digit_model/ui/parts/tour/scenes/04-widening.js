// Step 4.2: the maps from the digit on, each as large as it is, and how much of the digit a number in their middle sees.

import { mapOf } from "../../../lib/display/thumbnails.js";
import { fields } from "../../../lib/explain/receptive-fields.js";
import { connected, placeAt } from "../../../lib/explain/wires.js";
import { element, paintInk, paintValues, picture, spoken } from "../pictures.js";

const STAGES = ["conv1", "pool1", "conv2", "pool2"];
const ANSWERS = [2, 5, 10]; // pixels
const SCALE = 4; // CSS pixels of a map's number

export function widening(place, tour) {
  const scene = new Widening(place, tour);
  return { see: (reading) => scene.see(reading), outcome: () => scene.outcome() };
}

class Widening {
  #chosen = STAGES.at(-1);
  #network = null; // as lib/explain/wires.js connects it

  constructor(place, tour) {
    this.tour = tour;
    this.digit = new Framed("digit", 28, { width: 224, kind: "data", name: spoken(tour.words("digit")) });
    this.field = element("p", { class: "sum revealed", role: "status" });
    this.steps = element("div", { class: "row widening" });
    place.append(element("div", { class: "row" }, this.digit.box), this.steps, this.field);
  }

  see(reading) {
    this.#network = connected(reading);
    this.maps ??= STAGES.map((name) => this.#map(name));
    paintInk(this.digit.canvas, reading.ink);
    STAGES.forEach((name, at) => {
      const { shape, values } = this.#network.get(name);
      paintValues(this.maps[at].canvas, mapOf(shape, values, 0).values, this.tour.palette());
    });
    this.#show();
  }

  // A button, since choosing a map shows the field of a number in its middle.
  #map(name) {
    const { shape } = this.#network.get(name);
    const [channels, side] = shape;
    const map = new Framed(name, side, { width: SCALE * side, kind: "activation", name });
    const facts = { channels, side };
    map.button = element("button", { type: "button", class: "tile" }, map.box);
    map.button.addEventListener("click", () => {
      this.#chosen = name;
      this.#show();
    });
    if (this.steps.children.length) this.steps.append(element("b", {}, "→"));
    const caption = element("figcaption", {}, this.tour.words(name), element("br"), this.tour.words("shape", facts));
    this.steps.append(element("figure", {}, map.button, caption));
    return map;
  }

  #show() {
    const boxes = this.#fields(this.#chosen);
    for (const { name, button } of this.maps) button.setAttribute("aria-pressed", String(name === this.#chosen));
    for (const framed of [this.digit, ...this.maps]) framed.show(boxes[framed.name] ?? null);
    this.field.replaceChildren(this.tour.words("field", { side: sideOf(boxes.digit) }));
  }

  // Of the number in a stage's middle, on every stage before.
  #fields(name) {
    const stage = this.#network.get(name);
    const [, height, width] = stage.shape;
    return fields(placeAt(stage, Math.floor(height / 2) * width + Math.floor(width / 2)));
  }

  outcome() {
    const answer = ANSWERS.indexOf(sideOf(this.#fields("pool2").digit));
    return answer < 0 ? null : answer;
  }
}

const sideOf = ({ left, right }) => right - left + 1;

// A picture with a frame around a box of its pixels.
class Framed {
  constructor(name, side, look) {
    this.canvas = picture(side, side, look);
    this.frame = element("i", { class: "window revealed" });
    this.box = element("span", { class: "over" }, this.canvas, this.frame);
    Object.assign(this, { name, side });
  }

  show(box) {
    this.frame.hidden = box === null;
    if (!box) return;
    const share = (pixels) => `${(100 * pixels) / this.side}%`;
    const [width, height] = [share(sideOf(box)), share(box.bottom - box.top + 1)];
    Object.assign(this.frame.style, { top: share(box.top), left: share(box.left), width, height });
  }
}
