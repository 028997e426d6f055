// What each kind of stage computes, except the convolution (convolution.js). Each function takes a stage and gives its
// run: a function without arguments that fills `to` with the activation of what `from` holds at that moment.
//
// A stage is { wire, shape, from, to, weights, bias }: its description (digit_model/explain/wiring.py), the shape of its
// input, the buffers of its input and its activation, its weights (outputs, inputs) in one row, and its biases.

import { weightedSums } from "./sums.js";

export function linear({ from, to, weights, bias }) {
  const kernels = Float64Array.from(weights);
  const inputs = new Float64Array(from.length);
  const sums = new Float64Array(to.length);
  return () => {
    inputs.set(from);
    weightedSums(kernels, bias, 0, to.length, inputs, sums);
    to.set(sums);
  };
}

// The largest number of each window, and the mean of its numbers.
export const maximum = (stage) => pooled(stage, largest);
export const mean = (stage) => pooled(stage, average);

// One number of each window. A row or column that fills no whole window is left out.
function pooled({ wire, shape, from, to }, numberOf) {
  const [channels, height, width] = shape;
  const [, rows, columns] = wire.shape;
  return () => {
    let place = 0;
    for (let channel = 0; channel < channels; channel++) {
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const corner = (channel * height + row * wire.stride) * width + column * wire.stride;
          to[place++] = numberOf(from, corner, wire.window, width);
        }
      }
    }
  };
}

function largest(values, corner, side, width) {
  let most = -Infinity;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) most = Math.max(most, values[corner + row * width + column]);
  }
  return most;
}

function average(values, corner, side, width) {
  let sum = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) sum += values[corner + row * width + column];
  }
  return sum / side ** 2;
}

// The same numbers as one row: channel by channel they lie in a row already.
export function row({ from, to }) {
  return () => to.set(from);
}

export function rectifier({ from, to }) {
  return () => {
    to.set(from);
    rectify(to);
  };
}

export function rectify(values) {
  for (let at = 0; at < values.length; at++) if (values[at] < 0) values[at] = 0;
}
