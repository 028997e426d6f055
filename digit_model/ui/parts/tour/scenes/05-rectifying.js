// Step 5.1: the function ReLU, with a point on it that a slider moves; and the 16 numbers before and behind it.

import { number } from "../../../lib/display/show.js";
import { rectify } from "../../../lib/network/stages.js";
import { element, slider, spoken } from "../pictures.js";
import { Plot } from "./05-plot.js";
import { Bars } from "./bars.js";

const LIMIT = 6; // of the function's picture, on every side
const FEW = [4, 8]; // the last counts of the first two answers

export function rectifying(place, tour) {
  const scene = new Rectifying(place, tour);
  return { see: (reading) => scene.see(reading), outcome: () => scene.outcome(), facts: () => scene.facts() };
}

class Rectifying {
  constructor(place, tour) {
    this.plot = new Plot(spoken(tour.words("function")), LIMIT, rectified);
    this.formula = element("p", { class: "sum", role: "status" });
    const range = { label: "x", from: -LIMIT, to: LIMIT, step: 0.1, value: -2, shown: (x) => number(x, 1) };
    const { control, begin } = slider(range, (x) => this.#moveTo(x));
    this.columns = ["before", "behind"].map((key) => {
      const bars = new Bars([...Array(16).keys()].map(String), { kind: "activation", name: spoken(tour.words(key)) });
      return { bars, box: element("section", {}, element("h3", {}, tour.words(key)), bars.list) };
    });
    this.columns[1].box.classList.add("revealed");
    const picture = element("div", { class: "function" }, this.plot.drawing, control, this.formula);
    place.append(element("div", { class: "rectifying" }, picture, ...this.columns.map(({ box }) => box)));
    begin();
  }

  #moveTo(x) {
    this.plot.mark(x);
    this.formula.replaceChildren(`max(0, ${number(x, 1)}) = `, element("b", { kind: "activation" }, number(rectified(x), 1)));
  }

  see({ stages: { fc1, relu } }) {
    const full = Math.max(...fc1.map(Math.abs));
    this.count = relu.filter((value) => value > 0).length;
    [fc1, relu].forEach((values, at) => this.columns[at].bars.show(values, { full, isSigned: true }));
    this.size = relu.length;
  }

  facts() {
    return { count: this.count, gone: this.size - this.count };
  }

  outcome() {
    const answer = FEW.findIndex((last) => this.count <= last);
    return answer < 0 ? FEW.length : answer;
  }
}

function rectified(x) {
  const values = Float64Array.of(x);
  rectify(values);
  return values[0];
}
