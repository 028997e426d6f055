// A network that has not learned anything yet: weights as PyTorch begins with them. A pure function.

import { countOf, weightsByStage } from "../network/weights.js";

// Float32Array in the order of all weights. Those of each stage, its biases too, are drawn evenly from -1/√n to 1/√n, n
// being how many numbers go into one of its own: the defaults of nn.Conv2d and nn.Linear. The same seed draws the same.
export function freshWeights(wires, seed) {
  const weights = new Float32Array(countOf(wires));
  const random = randomFrom(seed);
  for (const own of Object.values(weightsByStage(wires, weights))) {
    const bound = 1 / Math.sqrt(own.weights.length / own.bias.length);
    for (const numbers of [own.weights, own.bias]) {
      for (let at = 0; at < numbers.length; at++) numbers[at] = bound * (2 * random() - 1);
    }
  }
  return weights;
}

// Numbers from 0 to 1, 1 itself left out. Source: mulberry32, Tommy Ettinger 2017, public domain.
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
