// Surgery on a network: switch channels off, or put kernels of one's own in their place. Pure functions of the stages'
// description (digit_model/explain/wiring.py) and the row of their weights.

import { isComputable } from "../network.js";
import { weightsByStage } from "../network/weights.js";

const SIDE = 3; // of a kernel, in pixels

// { stage name: { channels, takesKernel } } of every stage that can be operated on, in order: the convolutions and
// linear layers except the last, which gives the logits. A kernel has a place in a convolution that sees all channels
// through a window at least as large. There is none where the server computes the network.
export function sites(wires) {
  if (!isComputable(wires)) return {};
  const weighted = wires.slice(0, -1).filter((wire) => wire.weights > 0);
  return Object.fromEntries(weighted.map((wire) => [wire.name, siteOf(wire)]));
}

function siteOf({ kind, shape, groups, window }) {
  return { channels: shape[0], takesKernel: kind === "convolution" && groups === 1 && window >= SIDE };
}

// New weights with the operations done, one after the other; the given weights stay as they are.
//
// An operation is { stage, channel, kernel }. The channel's weights and bias become 0; then the kernel, 9 numbers row
// by row, works on the mean of the stage's inputs; null leaves the channel off. The operations must fit the network, as
// those of link.js do: they are not checked here.
export function operated(wires, weights, operations) {
  const changed = weights.slice();
  const stages = weightsByStage(wires, changed);
  for (const { stage, channel, kernel } of operations) {
    const { weights: all, bias } = stages[stage];
    const each = all.length / bias.length;
    const own = all.subarray(channel * each, (channel + 1) * each).fill(0);
    bias[channel] = 0;
    if (kernel) putKernel(own, windowOf(wires, stage), kernel);
  }
  return changed;
}

const windowOf = (wires, stage) => wires.find(({ name }) => name === stage).window;

// Writes the kernel in the middle of each input's window, rounded to float32 before and after the division as PyTorch
// rounds.
function putKernel(weights, window, kernel) {
  const inputs = weights.length / window ** 2;
  const margin = Math.floor((window - SIDE) / 2);
  for (let input = 0; input < inputs; input++) {
    for (const [at, number] of kernel.entries()) {
      const row = margin + Math.floor(at / SIDE);
      const column = margin + (at % SIDE);
      weights[(input * window + row) * window + column] = Math.fround(number) / inputs;
    }
  }
}
