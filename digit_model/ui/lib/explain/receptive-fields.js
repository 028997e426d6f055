// The receptive field of a number: the box of numbers of each earlier stage that it is made of. Pure functions.

import { hasWindow } from "./kinds.js";
import { channelsOf, inputsOf, placeAt, planeOf } from "./wires.js";

// { stage name: box } of a place and of its receptive field on every earlier stage; null for all of a vector.
export function fields({ stage, index }) {
  const found = { [stage.name]: boxAt(stage, index) };
  for (let at = stage, box = found[stage.name]; at.before; at = at.before) {
    box = fieldBefore(at, box);
    found[at.before.name] = box ?? whole(at.before);
  }
  return found;
}

// The box of pixels of the stage before that a box of this stage's pixels is made of; null stands for all of a stage.
function fieldBefore(stage, box) {
  const { before, kind, stride, padding } = stage;
  if (kind === "rectifier" || !box) return box;
  if (kind === "row") return boxAt(before, box.index);
  if (!hasWindow(stage)) return null;
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
  const { channel, row, column } = placeAt(stage, index);
  return { channels: [channel], top: row, bottom: row, left: column, right: column };
}
