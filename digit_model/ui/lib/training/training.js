// Training in the page: the loss along a gradient, and runs as short as one likes, at any learning rate. Pure functions;
// gradient.js says what open, network, examples and lossOf are.

import { gradientInParts, meanLoss } from "./gradient.js";

// The losses at weights - distance * gradient, one for each distance.
export function lossesAlong(open, { wires, weights }, gradient, distances, examples, lossOf) {
  return distances.map((distance) => {
    const moved = weights.map((weight, at) => weight - distance * gradient[at]);
    return meanLoss(open, { wires, weights: moved }, examples, lossOf);
  });
}

// A run as a generator: { loss, gradient, weights } before the first step, before the second, and so on without end; but
// once the loss is not a number, no step can mend it: that is the last. In between it yields undefined after every digit.
// step: a step of optimiser.js.
export function* trainingRun(open, { wires, weights }, examples, step, lossOf) {
  for (let now = weights; ; ) {
    const { loss, gradient } = yield* gradientInParts(open, { wires, weights: now }, examples, lossOf);
    yield { loss, gradient, weights: now };
    if (Number.isNaN(loss)) return;
    now = step(now, gradient);
  }
}

// Of each unit of a stage, whether it is 0 for every one of these digits. A rectified unit that is dead for all digits of
// the training has a gradient of 0: it does not come back.
export function deadUnits(open, { wires, weights }, stage, inks) {
  const opened = open(wires, weights);
  const dead = new Array(wires.find(({ name }) => name === stage).shape[0]).fill(true);
  for (const ink of inks) {
    const units = opened.trace(ink)[stage];
    units.forEach((unit, at) => (dead[at] &&= unit === 0));
  }
  return dead;
}
