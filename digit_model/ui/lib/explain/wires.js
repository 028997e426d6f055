// The network as explain/wiring.py describes it, with the numbers of one digit: its places, and what a number is made of.
// Pure functions; an address is "STAGE.CHANNEL.ROW.COLUMN", or "STAGE.INDEX" in a vector.

import { weightsByStage } from "../network/weights.js";
import { isPooling, pooledWeight } from "./kinds.js";

// Beside the network's own stages, what goes in and what comes out can be followed too.
const ENDS = [
  { name: "digit", kind: "ink", shape: [1, 28, 28], weights: 0 },
  { name: "softmax", kind: "softmax", shape: [10], weights: 0 },
];

// The stages of a reading by name, from the digit to the softmax: each wire with its values, kernel and bias, and its
// neighbours. The values are the network's own buffers, see lib/reader.js.
export function connected({ network, ink, stages, probabilities }) {
  const values = { digit: ink, ...stages, softmax: probabilities };
  const learned = weightsByStage(network.wires, network.weights);
  const wired = [ENDS[0], ...network.wires, ENDS[1]].map((wire) => {
    const { weights: kernel, bias } = learned[wire.name] ?? {};
    return { ...wire, values: values[wire.name], kernel, bias };
  });
  wired.forEach((stage, at) => Object.assign(stage, { before: wired[at - 1], after: wired[at + 1] }));
  return new Map(wired.map((stage) => [stage.name, stage]));
}

// A stage's shape as that of maps.
export const planeOf = ({ shape }) => (shape.length === 3 ? shape : [shape[0], 1, 1]);

export function addressOf(stage, index) {
  if (stage.shape.length === 1) return `${stage.name}.${index}`;
  const { channel, row, column } = placeAt(stage, index);
  return [stage.name, channel, row, column].join(".");
}

// The place of a stage's number: { stage, index, channel, row, column }.
export function placeAt(stage, index) {
  const [, height, width] = planeOf(stage);
  const row = Math.floor(index / width);
  return { stage, index, channel: Math.floor(row / height), row: row % height, column: index % width };
}

// The place at an address, or null if this network has no such place.
export function placeOf(network, address) {
  const [name, ...numbers] = address.split(".");
  const stage = network.get(name);
  const fits = stage && numbers.length === stage.shape.length && numbers.every((n, axis) => Number(n) < stage.shape[axis]);
  if (!fits || !numbers.every((n) => /^\d+$/.test(n))) return null;
  const [channel, row = 0, column = 0] = numbers.map(Number);
  const [, height, width] = planeOf(stage);
  return placeAt(stage, (channel * height + row) * width + column);
}

export const channelsOf = (stage) => planeOf(stage)[0];
export const range = (first, length) => Array.from({ length }, (_, at) => first + at);

// The channels of the stage before that a channel of a convolution or a pooling sees: those of its group.
export function inputsOf(stage, channel) {
  if (isPooling(stage)) return [channel];
  const { before, groups, shape } = stage;
  const each = channelsOf(before) / groups;
  return range(Math.floor((channel * groups) / shape[0]) * each, each);
}

// The inputs that a convolution or a pooling looks at: one window of each channel it sees.
export function windows({ stage, channel, row, column }) {
  const { kernel, window: side, stride, padding, before } = stage;
  const [, height, width] = planeOf(before);
  const inputs = inputsOf(stage, channel);
  return inputs.map((from, input) => {
    const cells = Array.from({ length: side * side }, (_, place) => {
      const y = row * stride - padding + Math.floor(place / side);
      const x = column * stride - padding + (place % side);
      const inside = y >= 0 && x >= 0 && y < height && x < width;
      const index = (from * height + y) * width + x;
      const value = inside ? before.values[index] : 0; // the padding is zeros
      const weight = isPooling(stage) ? pooledWeight(stage) : kernel[(channel * inputs.length + input) * side * side + place];
      return { from: inside ? addressOf(before, index) : null, value, weight, product: value * weight };
    });
    return { channel: from, cells, sum: cells.reduce((sum, cell) => sum + cell.product, 0) };
  });
}

// What a number of a vector is a weighted sum of.
export function weighted({ stage, index }) {
  const { kernel, before } = stage;
  const inputs = before.values.length;
  return Array.from(before.values, (value, input) => {
    const weight = kernel[index * inputs + input];
    return { from: addressOf(before, input), value, weight, product: value * weight };
  });
}
