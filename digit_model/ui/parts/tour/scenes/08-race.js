// Step 8.3: SGD, momentum and Adam from the same beginning, at the same learning rate.

import { compact } from "../../../lib/display/show.js";
import { adam, momentum, sgd } from "../../../lib/training/optimiser.js";
import { chooser, element, spoken } from "../pictures.js";
import { Plot, tick } from "../plot.js";
import { batchOf, beginner, course } from "./08-batch.js";
import { TrainingScene } from "./08-work.js";

const STEPS = 20;
const RATES = [0.001, 0.01, 0.1, 1];
const ASKED = 0.01; // the rate of the question
const RUNNERS = { sgd, momentum, adam };
const [LEAST, MOST] = [1e-4, 1e3]; // of the diagram
const TICKS = [1e-3, 0.1, 10, 1e3];

export const race = (place, tour) => new Race(place, tour).steps;

class Race extends TrainingScene {
  #losses = {}; // of each runner
  #rate = ASKED;
  #asked = null; // the losses of each at the rate of the question
  #reading = null; // that these are about

  constructor(place, tour) {
    super(place, tour);
    const x = { from: 0, to: STEPS, ticks: [0, STEPS / 2, STEPS], shown: String, words: tour.words("steps") };
    const y = { from: LEAST, to: MOST, isLog: true, ticks: TICKS, shown: tick, words: tour.words("mean") };
    this.plot = new Plot({ name: spoken(tour.words("race")), x, y });
    const choose = (rate) => {
      this.#rate = Number(rate);
      this.again();
    };
    const choices = RATES.map((rate) => [rate, String(rate)]);
    const { control, begin } = chooser(choices, ASKED, spoken(tour.words("rate")), choose);
    this.legend = element("p", { class: "sum legend", role: "status" });
    const labelled = element("div", { class: "labelled" }, tour.words("rate"), control);
    const controls = element("div", { class: "controls revealed" }, labelled);
    place.prepend(controls, this.plot.box, element("div", { class: "revealed" }, this.legend));
    begin();
  }

  prepare(reading) {
    this.#losses = noLosses();
    if (reading !== this.#reading) [this.#reading, this.#asked] = [reading, null];
  }

  // A race at the visitor's rate, and where that is another one also at the rate of the question.
  *parts(reading, kept) {
    const examples = batchOf(reading, kept);
    const rate = this.#rate;
    const losses = yield* this.#race(reading, examples, rate, (losses) => ({ losses }));
    if (rate === ASKED) yield { asked: losses };
    if (!this.#asked) yield { asked: yield* this.#race(reading, examples, ASKED) };
  }

  // All three run abreast. Gives the losses of each; told(losses): what is to be heard of them so far.
  *#race({ network }, examples, rate, told = () => {}) {
    const losses = noLosses();
    const runs = Object.entries(RUNNERS).map(([name, optimiser]) => {
      return [name, course(this.tour.open, beginner(network), examples, optimiser(rate), STEPS)];
    });
    const running = new Map(runs);
    while (running.size) {
      for (const [name, run] of running) {
        const { done, value } = run.next();
        if (done) running.delete(name);
        if (value) losses[name].push(value.loss);
        yield value && told(losses);
      }
    }
    return losses;
  }

  hear({ losses = this.#losses, asked = this.#asked }) {
    [this.#losses, this.#asked] = [losses, asked];
  }

  paint() {
    const runs = Object.entries(this.#losses);
    const pointsOf = (losses) => losses.map((loss, step) => [step, loss]);
    this.plot.draw({
      lines: runs.map(([name, losses]) => ({ points: pointsOf(losses), kind: "loss", look: name })),
      dots: runs.filter(([, losses]) => losses.length).map(([, losses]) => dotOf(losses)),
    });
    this.legend.replaceChildren(...runs.map(([name, losses]) => this.#named(name, losses)));
    this.tour.refresh();
  }

  // A runner's line, its name and where it is.
  #named(name, losses) {
    const line = element("i", { class: name, kind: "loss" });
    return element("span", {}, line, this.tour.words(name), " ", element("b", {}, losses.length ? compact(losses.at(-1)) : "–"));
  }

  facts() {
    const written = (name) => (this.isRevealed && this.#asked ? compact(this.#asked[name].at(-1)) : "–");
    return Object.fromEntries(Object.keys(RUNNERS).map((name) => [name, written(name)]));
  }

  result() {
    const losses = Object.values(this.#asked).map((all) => all.at(-1));
    return losses.indexOf(Math.min(...losses));
  }
}

const noLosses = () => Object.fromEntries(Object.keys(RUNNERS).map((name) => [name, []]));

// Where a runner is, or was when its loss was still a number.
function dotOf(losses) {
  const at = losses.findLastIndex((loss) => !Number.isNaN(loss));
  return { at: [at, losses[at]], kind: "loss" };
}
