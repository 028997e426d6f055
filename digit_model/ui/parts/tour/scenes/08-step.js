// Step 8.1: one step on the visitor's digit: kernels, their gradient, and the kernels after it; the loss before and after.

import { compact, number, percent, whole } from "../../../lib/display/show.js";
import { softmax } from "../../../lib/network/softmax.js";
import { weightsByStage } from "../../../lib/network/weights.js";
import { lossAndGradient } from "../../../lib/training/gradient.js";
import { crossEntropy } from "../../../lib/training/loss.js";
import { sgd } from "../../../lib/training/optimiser.js";
import { element, slider, spoken } from "../pictures.js";
import { beginner, ownExample } from "./08-batch.js";
import { largestOf, Mosaic } from "./08-mosaic.js";

const [STAGE, RATE] = ["conv1", 0.1];
const [FEW, MOST] = [0.25, 0.9]; // shares of all weights: less is few, more is nearly all

export function oneStep(place, tour) {
  const scene = new OneStep(place, tour);
  return { see: (reading) => scene.see(reading), facts: () => scene.facts(), outcome: () => scene.outcome() };
}

class OneStep {
  #rate = RATE;
  #found = null; // the beginner, the example, its loss and the gradient

  constructor(place, tour) {
    this.tour = tour;
    const mosaic = (key, kind) => new Mosaic(tour.words(key), { side: 3, kind, name: spoken(tour.words(key)) });
    const [before, slopes, after] = [mosaic("before", "weights"), mosaic("gradient", "gradient"), mosaic("after", "weights")];
    this.pictures = { before, slopes, after };
    this.times = element("b", {});
    const row = element("div", { class: "row step" }, before.box, this.times, slopes.box, element("b", {}, "="), after.box);
    this.weight = element("p", { class: "sum" });
    this.loss = element("p", { class: "sum losses", role: "status" });
    const tell = (exponent) => {
      this.#rate = Number((10 ** exponent).toPrecision(1));
      this.#show();
    };
    const shown = (exponent) => String(Number((10 ** exponent).toPrecision(1)));
    const limits = { from: -3, to: 1, step: 0.25, value: Math.log10(RATE), shown };
    const { control, begin } = slider({ label: tour.words("rate"), ...limits }, tell);
    place.append(row, this.weight, this.loss, element("div", { class: "controls" }, control));
    begin();
  }

  see(reading) {
    if (reading.isDrawing && this.#found) return; // it costs some milliseconds
    const [network, example] = [beginner(reading.network), ownExample(reading)];
    this.#found = { network, example, ...lossAndGradient(this.tour.open, network, [example]) };
    this.#show();
  }

  #show() {
    if (!this.#found) return;
    const { network, gradient } = this.#found;
    const after = sgd(this.#rate)(network.weights, gradient);
    const kernelsOf = (row) => weightsByStage(network.wires, row)[STAGE].weights;
    const palette = this.tour.palette();
    const [weights, slopes] = [network.weights, gradient].map(kernelsOf);
    const [largest, steepest] = [largestOf(weights), largestOf(slopes)];
    this.pictures.before.showEnlarged(weights, palette, largest);
    this.pictures.slopes.showEnlarged(slopes, palette, steepest);
    this.pictures.after.showEnlarged(kernelsOf(after), palette, largest);
    this.times.replaceChildren(`− ${this.#rate} ×`);
    this.#showWeight(weights, slopes);
    this.#showLoss(after);
  }

  // The arithmetic of the weight that changes most.
  #showWeight(weights, gradient) {
    const at = gradient.findIndex((slope) => Math.abs(slope) === largestOf(gradient));
    const [weight, slope] = [weights[at], gradient[at]];
    const after = number(weight - this.#rate * slope, 3);
    const facts = { weight: number(weight, 3), slope: number(slope, 3), rate: this.#rate, after };
    this.weight.replaceChildren(this.tour.words("weight", facts));
  }

  #showLoss(weights) {
    const { network, example, loss } = this.#found;
    const [before, after] = [network.weights, weights].map((row) => this.#logits({ ...network, weights: row }));
    const share = (logits) => percent(softmax(logits)[example.label]);
    const facts = { label: example.label, loss: compact(loss), then: compact(crossEntropy(after, example.label).loss) };
    this.loss.replaceChildren(this.tour.words("loss", { ...facts, share: share(before), thenShare: share(after) }));
  }

  #logits({ wires, weights }) {
    const opened = this.tour.open(wires, weights);
    opened.trace(this.#found.example.ink);
    return Array.from(opened.logits());
  }

  #changed() {
    return this.#found.gradient.filter((slope) => slope !== 0).length;
  }

  facts() {
    if (!this.#found) return {};
    const [changed, all] = [this.#changed(), this.#found.gradient.length];
    const counted = { changed: whole(changed), all: whole(all) };
    return { ...counted, changedShare: percent(changed / all) };
  }

  outcome() {
    const share = this.#changed() / this.#found.gradient.length;
    return share < FEW ? 0 : share < MOST ? 1 : 2;
  }
}
