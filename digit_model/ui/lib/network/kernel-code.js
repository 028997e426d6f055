// The WebAssembly code of the fast convolution. kernel.js runs it and says how its memory is laid out.
//
// The output is made tile by tile. A tile is 8 output channels x 7 places of one row, summed in 14 vectors of four
// channels each, which stay in registers all the while. For each tap the inner loop loads the weights of the 8 channels
// (2 vectors) and the inputs of the 7 places, each into all lanes of a vector, and adds their 14 products to the 14
// sums: 56 numbers multiplied and added for 9 loads.
//
// Rows of 28, 14 and 7 are whole tiles. A longer row of another length ends in a tile that begins 7 places before the
// end and overlaps the tile before it. Some places are then computed twice, with the same result, and the inner loop
// needs no second case for what is left over.

import * as wasm from "./assembler.js";

export const BLOCK = 8; // output channels of a tile
export const TILE = 7; // places of a tile
export const NUMBER = 4; // bytes of a float32 or an int32

const LANES = 4; // float32 numbers of a vector
const VECTOR = LANES * NUMBER; // bytes

const { int, get, set, add, subtract, multiply, load, loadVector, loadSame, addVectors, multiplyVectors } = wasm;
const bytes = (numbers) => multiply(numbers, int(NUMBER));
const seven = Array.from({ length: TILE }, (_, place) => place);

// Parameters: addresses in bytes, then lengths.
const [input, weights, offsets, output, taps, blocks, rows, columns, pitch] = Array(9).keys();
// Local variables: whole numbers, then vectors.
const [block, row, column, left, corner, weight, tap, address] = Array.from({ length: 8 }, (_, at) => 9 + at);
const [low, high, seen, ...sums] = Array.from({ length: 3 + 2 * TILE }, (_, at) => 17 + at);
const [lowSums, highSums] = [sums.slice(0, TILE), sums.slice(TILE)]; // of channels 0 to 3, of channels 4 to 7

// A module that exports convolve(input, weights, offsets, output, taps, blocks, rows, columns, pitch) and its memory.
export function convolutionCode() {
  const tile = [placed(), begun(), wasm.loop(tap, get(offsets), endOfOffsets(), NUMBER, summed()), stored()];
  const body = wasm.loop(block, int(0), get(blocks), 1, [
    wasm.loop(row, int(0), get(rows), 1, [wasm.loop(column, int(0), get(columns), TILE, tile)]),
  ]);
  return wasm.moduleOf({ name: "convolve", parameters: 9, integers: 8, vectors: 3 + 2 * TILE, body });
}

// Where the tile begins, and the upper left corner of its first window in the input.
function placed() {
  return [
    set(left, wasm.smaller(get(column), subtract(get(columns), int(TILE)))),
    set(corner, add(get(input), bytes(add(multiply(get(row), get(pitch)), get(left))))),
  ];
}

// Every sum begins with its channel's bias.
function begun() {
  const numbers = multiply(add(get(taps), int(1)), int(BLOCK)); // of a block: biases, then weights
  return [
    set(weight, add(get(weights), bytes(multiply(get(block), numbers)))),
    ...lowSums.map((sum) => set(sum, loadVector(get(weight), 0))),
    ...highSums.map((sum) => set(sum, loadVector(get(weight), VECTOR))),
  ];
}

// The inner loop's body: one tap.
function summed() {
  const addProduct = (sum, factor) => set(sum, addVectors(get(sum), multiplyVectors(get(factor), get(seen))));
  return [
    set(address, add(get(corner), load(get(tap)))),
    set(weight, add(get(weight), int(2 * VECTOR))),
    set(low, loadVector(get(weight), 0)),
    set(high, loadVector(get(weight), VECTOR)),
    ...seven.map((place) => [
      set(seen, loadSame(get(address), place * NUMBER)),
      addProduct(lowSums[place], low),
      addProduct(highSums[place], high),
    ]),
  ];
}

// A channel's places lie side by side in the output, and the channels a plane apart: each lane is stored by itself.
function stored() {
  const channel = multiply(get(block), int(BLOCK));
  const planes = add(multiply(channel, get(rows)), get(row)); // rows of the output before this one
  const nextPlane = set(address, add(get(address), bytes(multiply(get(rows), get(columns)))));
  const lanes = Array.from({ length: LANES }, (_, lane) => lane);
  const channels = [lowSums, highSums].flatMap((half) =>
    lanes.map((lane) => [
      ...seven.map((place) => wasm.storeLane(lane, get(address), place * NUMBER, get(half[place]))),
      nextPlane,
    ]),
  );
  return [set(address, add(get(output), bytes(add(multiply(planes, get(columns)), get(left))))), channels];
}

function endOfOffsets() {
  return add(get(offsets), bytes(get(taps)));
}
