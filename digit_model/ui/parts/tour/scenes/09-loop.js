// Step 9.1: the five lines of the training loop, one after the other, on the visitor's digit.

import { compact, number, percent, whole } from "../../../lib/display/show.js";
import { softmax } from "../../../lib/network/softmax.js";
import { lossAndGradient } from "../../../lib/training/gradient.js";
import { crossEntropy } from "../../../lib/training/loss.js";
import { sgd } from "../../../lib/training/optimiser.js";
import { beginner, ownExample } from "./08-batch.js";
import { largestOf } from "./08-mosaic.js";
import { LoopPicture } from "./09-loop-picture.js";

const RATE = 0.1;
const LINES = ["forward", "loss", "zero", "backward", "step"];
const ALIKE = 1.1; // times as long is still as long

export function loop(place, tour) {
  const scene = new Loop(place, tour);
  return { see: (reading) => scene.see(reading), facts: () => scene.facts(), outcome: () => scene.outcome() };
}

class Loop {
  #state = null;
  #example = null;

  constructor(place, tour) {
    this.tour = tour;
    this.picture = new LoopPicture(tour, LINES, (lines) => this.#run(lines));
    place.append(this.picture.box);
  }

  see(reading) {
    if (reading.isDrawing && this.#example) return;
    this.#example = ownExample(reading);
    this.network = beginner(reading.network);
    const gradient = new Float32Array(this.network.weights.length);
    this.#state = { line: -1, weights: this.network.weights, gradient, probabilities: null, loss: null, losses: [] };
    this.#show();
  }

  #run(lines) {
    for (let count = 0; count < lines; count++) {
      const line = (this.#state.line + 1) % LINES.length;
      this.#state = { ...this.#state, line, ...this[LINES[line]](this.#state) };
    }
    this.#show();
  }

  // What each line changes.

  forward({ weights }) {
    const opened = this.tour.open(this.network.wires, weights);
    opened.trace(this.#example.ink);
    return { logits: Array.from(opened.logits()), loss: null };
  }

  loss({ logits, losses }) {
    const { loss } = crossEntropy(logits, this.#example.label);
    return { loss, losses: [...losses, loss] };
  }

  zero({ gradient }) {
    return { gradient: new Float32Array(gradient.length) };
  }

  backward({ weights, gradient }) {
    const { gradient: slopes } = lossAndGradient(this.tour.open, { ...this.network, weights }, [this.#example]);
    return { gradient: gradient.map((slope, at) => slope + slopes[at]) }; // added, as PyTorch does
  }

  step({ weights, gradient }) {
    return { weights: sgd(RATE)(weights, gradient) };
  }

  #show() {
    const { line, weights, gradient, logits, loss, losses } = this.#state;
    const probabilities = logits && softmax(logits);
    const { label } = this.#example;
    const told = {
      label,
      share: logits ? percent(probabilities[label]) : "–",
      loss: loss === null ? "–" : compact(loss),
      all: whole(weights.length),
      steepest: compact(largestOf(gradient)),
      moved: compact(RATE * largestOf(gradient)),
    };
    this.picture.show({ line, wires: this.network.wires, weights, gradient, probabilities, losses, told });
  }

  // How many times as long the second step is if the first gradient has been left where it was.
  #ratio() {
    const gradientAt = (weights) => lossAndGradient(this.tour.open, { ...this.network, weights }, [this.#example]).gradient;
    const first = gradientAt(this.network.weights);
    const second = gradientAt(sgd(RATE)(this.network.weights, first));
    return lengthOf(second.map((slope, at) => slope + first[at])) / lengthOf(second);
  }

  facts() {
    return this.#example ? { ratio: number(this.#ratio(), 1) } : {};
  }

  outcome() {
    const ratio = this.#ratio();
    return ratio > ALIKE ? 1 : ratio < 1 / ALIKE ? 2 : 0;
  }
}

const lengthOf = (numbers) => Math.sqrt(numbers.reduce((sum, number) => sum + number ** 2, 0));
