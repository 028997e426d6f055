// A convolution in plain JavaScript: of any window, stride, padding and groups. See stages.js for what a stage is.
//
// At each place it gathers what the window sees into one row of numbers, and the value of an output channel there is
// the dot product of that row with the channel's weights, plus its bias.

import { dotProduct } from "./stages.js";

export function convolution({ wire, shape, from, to, weights, bias }) {
  const page = padded(shape, wire.padding);
  const [outputs, rows = 1, columns = 1] = wire.shape; // 1 x 1 where the window is as large as what it looks at
  const inputs = shape[0] / wire.groups; // channels that one output channel sees
  const seen = new Float64Array(inputs * wire.window ** 2);
  return () => {
    page.fill(from);
    for (let group = 0; group < wire.groups; group++) {
      const [first, last] = [group, group + 1].map((edge) => (edge * outputs) / wire.groups);
      for (let place = 0; place < rows * columns; place++) {
        const top = Math.floor(place / columns) * wire.stride;
        const left = (place % columns) * wire.stride;
        gather(page, group * inputs, top, left, wire.window, seen);
        for (let output = first; output < last; output++) {
          to[output * rows * columns + place] = bias[output] + dotProduct(weights, output * seen.length, seen);
        }
      }
    }
  };
}

// Channels with a border of zeros around each. fill(from) puts the channels' values inside the border.
export function padded([channels, height, width], border, values = null) {
  const [rows, pitch] = [height + 2 * border, width + 2 * border];
  const into = values ?? new Float32Array(channels * rows * pitch);
  const fill = (from) => {
    for (let channel = 0; channel < channels; channel++) {
      for (let row = 0; row < height; row++) {
        const start = (channel * height + row) * width;
        into.set(from.subarray(start, start + width), (channel * rows + row + border) * pitch + border);
      }
    }
  };
  return { values: into, rows, pitch, fill };
}

function gather({ values, rows, pitch }, channel, top, left, side, seen) {
  for (let at = 0; at < seen.length; channel++) {
    for (let row = 0; row < side; row++) {
      const start = (channel * rows + top + row) * pitch + left;
      for (let column = 0; column < side; column++) seen[at++] = values[start + column];
    }
  }
}
