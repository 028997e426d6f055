// Two linear layers in a row as the one matrix that they amount to.

import { linear } from "../../../lib/network/stages.js";
import { weightsByStage } from "../../../lib/network/weights.js";

// second(first(x)) = weights x + bias: { weights, bias } in double precision, of two stages with { weights, bias }.
export function product(first, second) {
  const [inner, outer] = [first.bias.length, second.bias.length];
  const width = first.weights.length / inner;
  const weights = new Float64Array(outer * width);
  for (let row = 0; row < outer; row++) {
    for (let at = 0; at < inner; at++) {
      const factor = second.weights[row * inner + at];
      for (let column = 0; column < width; column++) weights[row * width + column] += factor * first.weights[at * width + column];
    }
  }
  return { weights, bias: layer(second, first.bias) };
}

// A linear layer's numbers, in double precision.
export function layer({ weights, bias }, from) {
  const to = new Float64Array(bias.length);
  linear({ from, to, weights, bias })();
  return to;
}

// The network's two last layers: { first, second } as weightsByStage gives them.
export function lastTwo({ wires, weights }) {
  const { fc1: first, fc2: second } = weightsByStage(wires, weights);
  return { first, second };
}
