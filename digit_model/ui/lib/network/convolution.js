// A convolution in plain JavaScript, with any window, stride, padding and groups. See stages.js for what a stage is.
//
// At each place it gathers what the window sees into one row of numbers: the value of every output channel there is a
// weighted sum of that row. A channel of a group sees the group's input channels only.

import { pad, paddedShape, sizeOf } from "./shape.js";
import { weightedSums } from "./sums.js";

export function convolution({ wire, shape, from, to, weights, bias }) {
  const [outputs, rows = 1, columns = 1] = wire.shape; // 1 x 1 where the window is as large as the input
  const [inputsEach, outputsEach] = [shape[0] / wire.groups, outputs / wire.groups]; // channels of a group
  const page = paddedShape(shape, wire.padding);
  const padded = new Float32Array(sizeOf(page));
  const kernels = Float64Array.from(weights);
  const seen = new Float64Array(inputsEach * wire.window ** 2);
  const sums = new Float64Array(outputs);

  function computePlace(row, column) {
    for (let group = 0; group < wire.groups; group++) {
      gather(padded, page, [group * inputsEach, row * wire.stride, column * wire.stride], wire.window, seen);
      weightedSums(kernels, bias, group * outputsEach, (group + 1) * outputsEach, seen, sums);
    }
    for (let output = 0; output < outputs; output++) to[(output * rows + row) * columns + column] = sums[output];
  }

  return () => {
    pad(from, shape, wire.padding, padded);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) computePlace(row, column);
    }
  };
}

// Puts a window's numbers into `seen`: its side is in pixels, its corner (first channel, top row, left column).
function gather(padded, [, rows, pitch], [firstChannel, top, left], side, seen) {
  for (let channel = firstChannel, at = 0; at < seen.length; channel++) {
    for (let row = 0; row < side; row++) {
      const start = (channel * rows + top + row) * pitch + left;
      for (let column = 0; column < side; column++) seen[at++] = padded[start + column];
    }
  }
}
