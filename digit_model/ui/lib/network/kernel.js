// A convolution about eight times as fast as the plain one (convolution.js): a WebAssembly function that computes four
// float32 numbers with one instruction (SIMD). It is assembled when the page opens (kernel-code.js).
//
// convolutionKernel() gives a function that takes a stage and gives its run, as convolution() does; or null where the
// browser has no such WebAssembly or forbids it.
//
// All stages of all networks work in one memory, one after the other. A memory for each network would be quicker by the
// copying, about 0.1 ms a pass, but browsers allow a page about a hundred memories at once. For a run the memory holds,
// one after the other, as float32 except the offsets (int32):
//   input    (channels, height + 2 padding, pitch): the stage's input with a border of zeros; pitch is a row's length.
//   weights  for each block of 8 output channels: their 8 biases, then for each tap their 8 weights. A tap is one place
//            of the window in one input channel. Numbers that are used together lie side by side; where the last block
//            has fewer than 8 channels, the others are zeros.
//   offsets  for each tap, how many bytes it lies behind the window's upper left corner in the input.
//   output   (8 blocks, rows, columns).

import { convolution } from "./convolution.js";
import { BLOCK, NUMBER, TILE, convolutionCode } from "./kernel-code.js";
import { pad, paddedShape, sizeOf } from "./shape.js";

const PAGE = 65_536; // bytes, in which WebAssembly counts its memory

export function convolutionKernel() {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(convolutionCode()));
    return (stage) => (fits(stage) ? runIn(exports, stage) : convolution(stage));
  } catch {
    return null; // no WebAssembly, none with SIMD, or a Content-Security-Policy without 'wasm-unsafe-eval'
  }
}

function fits({ wire: { shape, stride, groups } }) {
  return shape.length === 3 && shape[2] >= TILE && stride === 1 && groups === 1;
}

function runIn({ convolve, memory }, stage) {
  const { wire, shape, from, to } = stage;
  const [outputs, rows, columns] = wire.shape;
  const blocks = Math.ceil(outputs / BLOCK);
  const page = paddedShape(shape, wire.padding);
  const [weights, offsets] = [packed(stage, blocks), offsetsOf(page, wire.window)];
  const [weightsAt, offsetsAt] = [sizeOf(page), sizeOf(page) + weights.length];
  const before = new Float32Array(offsetsAt + offsets.length); // the memory's beginning before a run
  before.set(weights, weightsAt);
  new Int32Array(before.buffer).set(offsets, offsetsAt);
  const addresses = [0, weightsAt, offsetsAt, before.length].map((at) => at * NUMBER);
  grow(memory, (before.length + blocks * BLOCK * rows * columns) * NUMBER);
  return () => {
    pad(from, shape, wire.padding, before);
    const numbers = new Float32Array(memory.buffer); // a view loses its memory when that grows
    numbers.set(before);
    convolve(...addresses, offsets.length, blocks, rows, columns, page[2]);
    to.set(numbers.subarray(before.length, before.length + to.length));
  };
}

function grow(memory, bytes) {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
}

function packed({ weights, bias }, blocks) {
  const taps = weights.length / bias.length;
  const numbers = new Float32Array(blocks * (1 + taps) * BLOCK);
  for (let output = 0; output < bias.length; output++) {
    const first = Math.floor(output / BLOCK) * (1 + taps) * BLOCK + (output % BLOCK);
    numbers[first] = bias[output];
    for (let tap = 0; tap < taps; tap++) numbers[first + (1 + tap) * BLOCK] = weights[output * taps + tap];
  }
  return numbers;
}

function offsetsOf([channels, height, pitch], side) {
  const offsets = new Int32Array(channels * side * side);
  for (let tap = 0; tap < offsets.length; tap++) {
    const [channel, row, column] = [Math.floor(tap / side ** 2), Math.floor(tap / side) % side, tap % side];
    offsets[tap] = ((channel * height + row) * pitch + column) * NUMBER;
  }
  return offsets;
}
