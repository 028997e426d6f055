// The picture of the training loop: its five lines, and what each of them changes: scores, loss, gradient, weights.

import { compact, percent } from "../../../lib/display/show.js";
import { weightsByStage } from "../../../lib/network/weights.js";
import { element, spoken } from "../pictures.js";
import { largestOf, Mosaic } from "./08-mosaic.js";
import { Bars } from "./bars.js";

const STAGE = "conv1";
const CHANGED = ["probabilities", "loss", "gradient", "gradient", "weights"]; // by each line
const SHOWN_LOSSES = 6; // the newest

export class LoopPicture {
  // lines: the keys of their words; run(count): so many lines are to be run.
  constructor(tour, lines, run) {
    Object.assign(this, { tour, keys: lines });
    this.lines = lines.map((key) => element("li", {}, tour.words(key)));
    const button = (key, count) => {
      const made = element("button", { type: "button" }, tour.words(key));
      made.addEventListener("click", () => run(count));
      return made;
    };
    const buttons = [button("nextLine", 1), button("round", lines.length)];
    this.parts = this.#parts();
    this.told = element("p", { class: "sum", role: "status" });
    this.course = element("p", { class: "sum course" });
    this.box = element(
      "div",
      { class: "loop" },
      element("ol", { class: "lines" }, ...this.lines),
      element("div", { class: "controls" }, ...buttons),
      element("div", { class: "changing" }, ...Object.values(this.parts).map(({ box }) => box)),
      this.told,
      this.course,
    );
  }

  #parts() {
    const { tour } = this;
    const name = (key) => spoken(tour.words(key));
    const mosaic = (key, kind) => new Mosaic(tour.words(key), { side: 3, kind, name: name(key), width: 120 });
    const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
    const bars = new Bars(digits, { kind: "probability", name: name("probabilities") });
    const number = element("output", { kind: "loss" });
    const titled = (key, content) => element("figure", { class: "sixteen" }, element("figcaption", {}, tour.words(key)), content);
    return {
      probabilities: { box: titled("probabilities", bars.list), bars },
      loss: { box: titled("lossNow", number), number },
      gradient: mosaic("gradient", "gradient"),
      weights: mosaic("weights", "weights"),
    };
  }

  // line: the one that was run last, -1 before the first; told: facts for the words below.
  show({ line, wires, weights, gradient, probabilities, losses, told }) {
    const { parts, tour } = this;
    this.lines.forEach((item, at) => item.classList.toggle("now", at === line));
    for (const [key, { box }] of Object.entries(parts)) box.classList.toggle("now", key === CHANGED[line]);
    const unknown = (shown) => (probabilities ? percent(shown) : "–");
    parts.probabilities.bars.show(probabilities ?? new Float64Array(10), { full: 1, told: unknown, marked: told.label });
    parts.loss.number.textContent = told.loss;
    const kernelsOf = (row) => weightsByStage(wires, row)[STAGE].weights;
    for (const [key, row] of Object.entries({ gradient, weights })) {
      const kernels = kernelsOf(row);
      parts[key].showEnlarged(kernels, tour.palette(), largestOf(kernels));
    }
    const course = losses.slice(-SHOWN_LOSSES).map(compact).join(" → ");
    this.told.replaceChildren(tour.words(this.keys[line] ? `${this.keys[line]}Said` : "begin", told));
    this.course.replaceChildren(...(losses.length > 1 ? [tour.words("course", { course })] : []));
  }
}
