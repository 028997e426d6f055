// Step 3.4: the kernels that training made. A click switches one off, and the answer beside it is the network's without it.

import { percent } from "../../../lib/display/show.js";
import { operated } from "../../../lib/explain/surgery.js";
import { verdictOf } from "../../../lib/network/verdict.js";
import { weightsByStage } from "../../../lib/network/weights.js";
import { element, paintValues, picture, spoken } from "../pictures.js";
import { likeliest } from "./likeliest.js";

const [STAGE, KERNELS, SIDE] = ["conv1", 16, 3];

export function learned(place, tour) {
  const scene = new Learned(place, tour);
  return {
    see: (reading) => scene.see(reading),
    facts: () => scene.facts(),
    outcome: () => scene.outcome(),
    reveal: () => scene.switchOff(scene.best), // that is what the answer speaks of
  };
}

class Learned {
  #without = null; // the answer of the network without each kernel

  constructor(place, tour) {
    this.tour = tour;
    this.tiles = Array.from({ length: KERNELS }, (_, kernel) => this.#tile(kernel));
    this.off = null; // the kernel that is switched off
    this.answer = element("p", { class: "sum revealed", role: "status" });
    place.append(element("div", { class: "kernels" }, ...this.tiles.map(({ button }) => button)), this.answer);
  }

  #tile(kernel) {
    const name = spoken(this.tour.words("learned", { kernel }));
    const canvas = picture(SIDE, SIDE, { width: 84, kind: "weights", name });
    const button = element("button", { type: "button", class: "tile", "aria-pressed": "false" }, canvas);
    button.addEventListener("click", () => this.switchOff(this.off === kernel ? null : kernel));
    return { canvas, button };
  }

  see(reading) {
    const { wires, weights } = reading.network;
    const kernels = weightsByStage(wires, weights)[STAGE].weights;
    const kernelAt = (at) => kernels.slice(at * SIDE ** 2, (at + 1) * SIDE ** 2);
    this.tiles.forEach(({ canvas }, at) => paintValues(canvas, kernelAt(at), this.tour.palette()));
    this.digit = likeliest(reading.probabilities);
    this.full = reading.probabilities[this.digit];
    this.#without = this.tiles.map((_, channel) => this.#answerWithout(reading, channel));
    const shares = this.#without.map(({ probabilities }) => probabilities[this.digit]);
    this.best = shares.indexOf(Math.min(...shares));
    this.#show();
  }

  #answerWithout({ network, ink }, channel) {
    const weights = operated(network.wires, network.weights, [{ stage: STAGE, channel, kernel: null }]);
    const trace = this.tour.open(network.wires, weights).trace(ink);
    return verdictOf(ink, Object.values(trace).at(-1), network.thresholds);
  }

  // null: no kernel.
  switchOff(kernel) {
    this.off = kernel;
    this.#show();
  }

  #show() {
    this.tiles.forEach(({ button }, at) => button.setAttribute("aria-pressed", String(at === this.off)));
    if (this.off === null) return this.answer.replaceChildren(this.tour.words("tap"));
    const { probabilities } = this.#without[this.off];
    const said = likeliest(probabilities);
    const before = { digit: this.digit, before: percent(this.full) };
    const after = { said, share: percent(probabilities[said]) };
    this.answer.replaceChildren(this.tour.words("off", { kernel: this.off, ...before, ...after }));
  }

  facts() {
    if (!this.#without) return {};
    const { probabilities } = this.#without[this.best];
    const after = likeliest(probabilities);
    return { best: this.best, after, afterShare: percent(probabilities[after]) };
  }

  outcome() {
    return likeliest(this.#without[this.best].probabilities) === this.digit ? 0 : 1;
  }
}
