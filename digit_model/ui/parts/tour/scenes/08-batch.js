// What is learned here: a network that knows nothing yet, the visitor's digit, and a real digit of each other kind.

import { freshWeights } from "../../../lib/training/fresh.js";
import { trainingRun } from "../../../lib/training/training.js";
import { likeliest } from "./likeliest.js";

const SEED = 9; // any, of which a rate of 0.1 makes a reader of ten digits, whoever drew the first

export const beginner = ({ wires }) => ({ wires, weights: freshWeights(wires, SEED) });

// { ink, label }; the label is what the trained network reads.
export const ownExample = ({ ink, probabilities }) => ({ ink, label: likeliest(probabilities) });

// Ten examples, the visitor's first. kept: real digits as library.js has them.
export function batchOf(reading, kept) {
  const own = ownExample(reading);
  const others = Array.from({ length: 10 }, (_, digit) => digit).filter((digit) => digit !== own.label);
  return [own, ...others.map((digit) => kept.find(({ label }) => label === digit))];
}

// A run of so many steps, see trainingRun: with as many losses and one more.
export function* course(open, network, examples, step, steps) {
  let left = steps;
  for (const now of trainingRun(open, network, examples, step)) {
    yield now;
    if (now && left-- === 0) return;
  }
}
