// Kernels that people know from picture editors, and one convolution of a digit with any kernel.

import { convolution } from "../../../lib/network/convolution.js";

const SIDE = 28;

// Row by row. Source: the 3 x 3 kernels of the Wikipedia article "Kernel (image processing)"; the edge is Sobel's.
export const KERNELS = {
  edge: [1, 0, -1, 2, 0, -2, 1, 0, -1],
  sharpen: [0, -1, 0, -1, 5, -1, 0, -1, 0],
  blur: [1, 2, 1, 2, 4, 2, 1, 2, 1].map((weight) => weight / 16),
  emboss: [-2, -1, 0, -1, 1, 1, 0, 1, 2],
};

// How many places a window has along one side.
export const placesOf = (side, window, padding, stride) => Math.floor((side + 2 * padding - window) / stride) + 1;

// { side, values }: the result of one kernel on a digit's ink, (28, 28).
export function convolved(ink, kernel, { padding, stride = 1, bias = 0 }) {
  const window = Math.sqrt(kernel.length);
  const side = placesOf(SIDE, window, padding, stride);
  const values = new Float32Array(side * side);
  const wire = { shape: [1, side, side], window, stride, padding, groups: 1 };
  const weights = Float32Array.from(kernel);
  convolution({ wire, shape: [1, SIDE, SIDE], from: ink, to: values, weights, bias: Float32Array.of(bias) })();
  return { side, values };
}

// The ink beneath a window whose middle is at this pixel, row by row; beyond the edge it is 0.
export function patchAt(ink, row, column, window) {
  const half = Math.floor(window / 2);
  const at = (y, x) => (y < 0 || x < 0 || y >= SIDE || x >= SIDE ? 0 : ink[y * SIDE + x]);
  return Array.from({ length: window ** 2 }, (_, place) => {
    return at(row - half + Math.floor(place / window), column - half + (place % window));
  });
}
