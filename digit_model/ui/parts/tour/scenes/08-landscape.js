// Step 8.2: the loss of ten digits along the straight line against its gradient, after a little training.

import { compact } from "../../../lib/display/show.js";
import { sgd } from "../../../lib/training/optimiser.js";
import { lossesAlong } from "../../../lib/training/training.js";
import { element, slider, spoken } from "../pictures.js";
import { Plot, tick } from "../plot.js";
import { batchOf, beginner, course } from "./08-batch.js";
import { TrainingScene } from "./08-work.js";

const [STEPS, RATE] = [25, 0.1]; // of the training before
const POINTS = 33; // of the curve
const [SHORTEST, LONGEST] = [0.01, 1e4]; // ways; one that does not climb is doubled
const CLIMBED = 1.6; // times the loss at the start: there the curve may end
const HIGHEST = 6; // times the loss at the start that the picture shows at most: the valley is to be seen in it

export const landscape = (place, tour) => new Landscape(place, tour).steps;

class Landscape extends TrainingScene {
  #points = []; // [[distance, loss], ...], the start first
  #steepness = 0; // of the loss at the start

  constructor(place, tour) {
    super(place, tour);
    const axis = (key, to) => ({ from: 0, to, ticks: [0], shown: tick, words: tour.words(key) });
    this.plot = new Plot({ name: spoken(tour.words("landscape")), x: axis("distance", 1), y: axis("mean", 1) });
    this.at = element("p", { class: "sum", role: "status" });
    const moving = { label: tour.words("length"), from: 0, to: POINTS - 1, value: 4, shown: () => "" };
    this.slider = slider(moving, () => this.paint());
    const controls = element("div", { class: "controls" }, this.slider.control);
    place.prepend(this.plot.box, element("div", { class: "revealed" }, this.at, controls));
  }

  *parts(reading, kept) {
    const examples = batchOf(reading, kept);
    const { open } = this.tour;
    let at = null;
    for (const now of course(open, beginner(reading.network), examples, sgd(RATE), STEPS)) {
      at = now ?? at;
      yield;
    }
    const network = { ...reading.network, weights: at.weights };
    const lossAt = (distance) => lossesAlong(open, network, at.gradient, [distance], examples)[0];
    let far = SHORTEST;
    for (; far < LONGEST && lossAt(far) < CLIMBED * at.loss; far *= 2) yield;
    yield { far, climbed: lossAt(far), steepness: at.gradient.reduce((sum, slope) => sum + slope ** 2, 0) };
    for (let point = 0; point < POINTS; point++) {
      const distance = (far * point) / (POINTS - 1);
      yield { point: [distance, lossAt(distance)] };
    }
  }

  prepare() {
    this.#points = [];
  }

  hear({ point, far, climbed, steepness }) {
    if (point) this.#points.push(point);
    else [this.far, this.climbed, this.#steepness] = [far, climbed, steepness];
  }

  paint() {
    if (!this.#points.length) return;
    const [[, start]] = this.#points;
    const { x, y } = this.plot;
    const top = Math.min(HIGHEST * start, Math.max(CLIMBED * start, this.climbed));
    this.plot.scale({ ...x, to: this.far, ticks: [0, this.far / 2, this.far] }, { ...y, to: top, ticks: [0, start] });
    const promised = [[0, start], [start / this.#steepness, 0]];
    const chosen = this.#points[Number(this.slider.input.value)];
    this.plot.draw({
      lines: [{ points: promised, kind: "gradient", look: "dashed" }, { points: this.#points, kind: "loss" }],
      dots: [{ at: [0, start], kind: "loss", look: "hollow" }, ...(chosen ? [{ at: chosen, kind: "loss" }] : [])],
    });
    if (!chosen) return;
    const facts = { distance: compact(chosen[0]), loss: compact(chosen[1]), start: compact(start) };
    this.at.replaceChildren(this.tour.words("walked", facts));
  }

  goToResult() {
    this.slider.moveTo(this.#points.indexOf(this.#lowest()));
  }

  #lowest() {
    return this.#points.reduce((best, point) => (point[1] < best[1] ? point : best));
  }

  facts() {
    if (this.#points.length < POINTS || !this.isRevealed) return { start: "–", best: "–", lowest: "–", far: "–", climbed: "–" };
    const [[, start], [best, lowest], [far, climbed]] = [this.#points[0], this.#lowest(), this.#points.at(-1)];
    return Object.fromEntries(Object.entries({ start, best, lowest, far, climbed }).map(([key, value]) => [key, compact(value)]));
  }

  // Whether the loss falls all the way, falls and climbs again, or only climbs.
  result() {
    const [lowest, last] = [this.#points.indexOf(this.#lowest()), this.#points.length - 1];
    return lowest === last ? 0 : lowest > 0 ? 1 : 2;
  }
}
