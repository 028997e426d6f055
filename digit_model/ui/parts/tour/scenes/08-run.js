// The picture of a run: its losses, the units that it leaves, and in words how it ended.

import { compact, number } from "../../../lib/display/show.js";
import { element, spoken } from "../pictures.js";
import { Plot, tick } from "../plot.js";

const UNITS = 16;
const [LEAST, MOST] = [1e-3, 1e9]; // losses of the diagram
const TICKS = [1e-3, 1, 1e3, 1e6, 1e9];
const [SLOW, FELL, JUMPED] = [0.9, 0.5, 2]; // times the loss at the start

export class RunPicture {
  constructor(tour, steps) {
    this.tour = tour;
    const x = { from: 0, to: steps, ticks: [0, steps / 2, steps], shown: String, words: tour.words("steps") };
    const y = { from: LEAST, to: MOST, isLog: true, ticks: TICKS, shown: tick, words: tour.words("mean") };
    this.plot = new Plot({ name: spoken(tour.words("run")), x, y });
    this.units = Array.from({ length: UNITS }, () => element("i"));
    const row = element("span", { class: "units", kind: "activation", "aria-hidden": "true" }, ...this.units);
    this.count = element("span", {});
    this.told = element("p", { class: "sum told", role: "status" });
    const alive = element("p", { class: "alive" }, row, this.count);
    this.box = element("div", {}, this.plot.box, element("div", { class: "revealed" }, alive, this.told));
  }

  // losses: so far; end: { dead, right } once it has ended, before that null.
  show(losses, end, rate) {
    const last = losses.findLastIndex((loss) => !Number.isNaN(loss));
    const isLost = last < losses.length - 1;
    const dots = losses.length ? [{ at: [last, losses[last]], kind: "loss" }] : [];
    if (isLost) dots.push({ at: [last + 1, MOST], kind: "loss", look: "lost", text: "nan" });
    this.plot.draw({ lines: [{ points: losses.map((loss, step) => [step, loss]), kind: "loss" }], dots });
    const dead = end?.dead.filter(Boolean).length;
    this.units.forEach((unit, at) => (unit.className = !end ? "" : isLost ? "lost" : end.dead[at] ? "dead" : "living"));
    const counted = isLost ? "aliveNot" : "alive";
    this.count.replaceChildren(...(end ? [this.tour.words(counted, { dead, right: end.right })] : []));
    this.told.replaceChildren(...(end ? this.#told(losses, dead, rate) : [this.tour.words("running")]));
  }

  #told(losses, dead, rate) {
    const [first, last] = [losses[0], losses.at(-1)];
    const facts = { first: compact(first), last: compact(last), steps: losses.length - 1, guess: number(Math.log(10)) };
    const [odd, end] = [oddityOf(rate), this.tour.words(endOf(losses, dead), facts)];
    if (odd === "notANumber") return [this.tour.words(odd)]; // that every weight is nan now needs no other reason
    return odd ? [this.tour.words(odd), " ", end] : [end];
  }
}

// How a run ended, by the key of the words for it.
function endOf(losses, dead) {
  const [first, last, most] = [losses[0], losses.at(-1), Math.max(...losses)];
  if (Number.isNaN(last)) return "lost";
  if (dead === UNITS) return "killed";
  if (last < FELL * first) return "learned";
  if (most > JUMPED * first) return "jumping";
  return last > SLOW * first ? "slow" : "underway";
}

// What is to be said of a rate that nobody would choose.
function oddityOf(rate) {
  if (Number.isNaN(rate)) return "notANumber";
  if (rate === 0) return "zero";
  return rate < 0 ? "uphill" : Number.isFinite(rate) ? null : "infinite";
}
