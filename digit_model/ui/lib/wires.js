// The network as explain/wiring.py describes it, with the numbers of one digit: places, fields and terms. Pure functions;
// an address is "STAGE.CHANNEL.ROW.COLUMN", or "STAGE.INDEX" in a vector.

import { weightsByStage } from "./weights.js";

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

const planeOf = ({ shape }) => (shape.length === 3 ? shape : [shape[0], 1, 1]);

export function addressOf(stage, index) {
  if (stage.shape.length === 1) return `${stage.name}.${index}`;
  const [, height, width] = stage.shape;
  const row = Math.floor(index / width);
  return [stage.name, Math.floor(row / height), row % height, index % width].join(".");
}

// { stage, index, channel, row, column }, or null if this network has no such place.
export function placeOf(network, address) {
  const [name, ...numbers] = address.split(".");
  const stage = network.get(name);
  const fits = stage && numbers.length === stage.shape.length && numbers.every((n, axis) => Number(n) < stage.shape[axis]);
  if (!fits || !numbers.every((n) => /^\d+$/.test(n))) return null;
  const [channel, row = 0, column = 0] = numbers.map(Number);
  const [, height, width] = planeOf(stage);
  return { stage, channel, row, column, index: (channel * height + row) * width + column };
}

const channelsOf = (stage) => planeOf(stage)[0];
const range = (first, length) => Array.from({ length }, (_, at) => first + at);

// The channels of the stage before that a channel of a convolution or a maximum sees: those of its group.
function inputsOf({ kind, before, groups, shape }, channel) {
  if (kind === "maximum") return [channel];
  const each = channelsOf(before) / groups;
  return range(Math.floor((channel * groups) / shape[0]) * each, each);
}

// The channels of a convolution or a maximum that see a channel of the stage before.
function outputsOf({ kind, before, groups, shape }, channel) {
  if (kind === "maximum") return [channel];
  const each = shape[0] / groups;
  return range(Math.floor((channel * groups) / channelsOf(before)) * each, each);
}

// The inputs that a convolution or a maximum looks at: one window of each channel it sees.
export function windows({ stage, channel, row, column }) {
  const { kernel, window: side, stride, padding, before, kind } = stage;
  const [, height, width] = planeOf(before);
  const inputs = inputsOf(stage, channel);
  return inputs.map((from, input) => {
    const cells = Array.from({ length: side * side }, (_, place) => {
      const y = row * stride - padding + Math.floor(place / side);
      const x = column * stride - padding + (place % side);
      const inside = y >= 0 && x >= 0 && y < height && x < width;
      const index = (from * height + y) * width + x;
      const value = inside ? before.values[index] : 0; // the padding is zeros
      const weight = kind === "maximum" ? 1 : kernel[(channel * inputs.length + input) * side * side + place];
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

// The box of pixels of the stage before that a box of this stage's pixels is made of; null stands for all of a stage.
function fieldBefore(stage, box) {
  const { before, kind, stride, padding } = stage;
  if (kind === "rectifier" || !box) return box;
  if (kind === "row") return boxAt(before, box.index);
  if (kind !== "convolution" && kind !== "maximum") return null;
  const [, height, width] = planeOf(before);
  const own = "index" in box ? { channels: [box.index], top: 0, bottom: 0, left: 0, right: 0 } : box;
  const clamp = (value, length) => Math.min(length - 1, Math.max(0, value));
  const last = stage.window - 1 - padding;
  return {
    channels: own.channels && fewer(own.channels.flatMap((channel) => inputsOf(stage, channel)), before),
    top: clamp(own.top * stride - padding, height),
    bottom: clamp(own.bottom * stride + last, height),
    left: clamp(own.left * stride - padding, width),
    right: clamp(own.right * stride + last, width),
  };
}

// The channels without those named twice, or null if they are all that the stage has.
function fewer(channels, stage) {
  const named = [...new Set(channels)];
  return named.length < channelsOf(stage) ? named : null;
}

function whole({ shape }) {
  return shape.length === 3 ? { channels: null, top: 0, bottom: shape[1] - 1, left: 0, right: shape[2] - 1 } : null;
}

function boxAt(stage, index) {
  if (stage.shape.length === 1) return { index };
  const [channel, row, column] = addressOf(stage, index).split(".").slice(1).map(Number);
  return { channels: [channel], top: row, bottom: row, left: column, right: column };
}

// { stage name: box } of a place and of its receptive field on every earlier stage; null for all of a vector.
export function fields({ stage, index }) {
  const found = { [stage.name]: boxAt(stage, index) };
  for (let at = stage, box = found[stage.name]; at.before; at = at.before) {
    box = fieldBefore(at, box);
    found[at.before.name] = box ?? whole(at.before);
  }
  return found;
}

// Where a number counts most in the next stage: { to, product } or for a maximum { to, wins }; null at the end, and before
// an unknown stage.
export function goesTo(place) {
  const next = place.stage.after;
  const value = place.stage.values[place.index];
  if (!next || next.kind === "unknown") return null;
  if (["row", "rectifier", "softmax"].includes(next.kind)) return { to: addressOf(next, place.index) };
  let best = null;
  for (const { index, weight } of numbersOf(next, place)) {
    if (!best || Math.abs(weight) > Math.abs(best.weight)) best = { index, weight };
  }
  if (!best) return null; // the last row or column, which pooling leaves over
  const to = addressOf(next, best.index);
  if (next.kind !== "maximum") return { to, product: best.weight * value };
  const [{ cells }] = windows(placeOf(new Map([[next.name, next]]), to));
  return { to, wins: cells.every((cell) => cell.value <= value) };
}

// The numbers of a stage that a number of the stage before goes into, each with its weight there.
function* numbersOf(next, place) {
  const { stage, index, channel, row, column } = place;
  const { kind, kernel, window, stride, padding } = next;
  const [outputs, height, width] = planeOf(next);
  if (kind === "linear") {
    for (let to = 0; to < outputs; to++) yield { index: to, weight: kernel[to * stage.values.length + index] };
    return;
  }
  const each = channelsOf(stage) / next.groups;
  const [rows, columns] = [reach(row, next, height), reach(column, next, width)];
  for (const output of outputsOf(next, channel)) {
    for (const y of rows) {
      for (const x of columns) {
        const at = (row + padding - y * stride) * window + column + padding - x * stride;
        const weight = kind === "maximum" ? 1 : kernel[(output * each + (channel % each)) * window * window + at];
        yield { index: (output * height + y) * width + x, weight };
      }
    }
  }
}

// The rows, or columns, of a stage whose windows see that row, or column, of the stage before.
function reach(at, { window, stride, padding }, length) {
  const first = Math.max(0, Math.ceil((at + padding - window + 1) / stride));
  const last = Math.min(length - 1, Math.floor((at + padding) / stride));
  return range(first, Math.max(0, last - first + 1));
}
