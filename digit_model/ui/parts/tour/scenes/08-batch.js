// What is learned here: a network that knows nothing yet, the visitor's digit, and a real digit of each other kind.

import { freshWeights } from "../../../lib/fresh.js";
import { trainingRun } from "../../../lib/training.js";
import { likeliest } from "./likeliest.js";

const SEED = 9; // any, of which a rate of 0.1 makes a reader of ten digits, whoever drew the first
const SIZE = 28 * 28;

export const beginner = ({ wires }) => ({ wires, weights: freshWeights(wires, SEED) });

// { ink, label }; the label is what the trained network reads.
export const ownExample = ({ ink, probabilities }) => ({ ink, label: likeliest(probabilities) });

// Ten examples, the visitor's first; null as long as the real digits are not here.
export function batchOf(reading, { assets, numbers }) {
  const levels = numbers(assets.kept?.digits);
  if (!levels) return null;
  const own = ownExample(reading);
  const others = Array.from({ length: 10 }, (_, digit) => digit).filter((digit) => digit !== own.label);
  const exampleOf = (label) => {
    const at = assets.kept.labels.indexOf(label);
    return { label, ink: Float32Array.from(levels.subarray(at * SIZE, (at + 1) * SIZE), (level) => level / 255) };
  };
  return [own, ...others.map(exampleOf)];
}

// A run of so many steps, see trainingRun: with as many losses and one more.
export function* course(open, network, examples, step, steps) {
  let left = steps;
  for (const now of trainingRun(open, network, examples, step)) {
    yield now;
    if (now && left-- === 0) return;
  }
}
