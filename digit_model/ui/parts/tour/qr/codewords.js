// Text -> the codewords of a QR code: its bytes, filled up, and Reed-Solomon's after them. ISO/IEC 18004, correction level M.

import { patternOf, wayThrough } from "./pattern.js";

// [codewords of correction in a block, blocks] of versions 1 to 13, from the standard's table 9.
const BLOCKS = [
  [10, 1], [16, 1], [26, 1], [18, 2], [24, 2], [16, 4], [18, 4], [22, 4], [22, 5], [26, 5], [30, 5], [22, 8], [22, 9],
];
const BYTES = 0b0100; // the mode
const PADS = [0xec, 0x11];
const FIELD = 0x11d; // x^8 + x^4 + x^3 + x^2 + 1

// { version, codewords } of the smallest version that holds the text; null for one of more than 331 bytes.
export function encoded(text) {
  const bytes = new TextEncoder().encode(text);
  const version = 1 + BLOCKS.findIndex((_, at) => bytes.length + headOf(at + 1) <= roomOf(at + 1));
  if (version === 0) return null;
  return { version, codewords: interleaved(filled(bytes, version), version) };
}

// All codewords: the pixels that no pattern takes, by eights.
const codewordsOf = (version) => Math.floor([...wayThrough(patternOf(version, 0))].length / 8);

function roomOf(version) {
  const [correcting, blocks] = BLOCKS[version - 1];
  return codewordsOf(version) - correcting * blocks;
}

// Bytes that mode and length take, with what ends the text.
const headOf = (version) => (version < 10 ? 2 : 3);

function filled(bytes, version) {
  const length = version < 10 ? [bytes.length] : [bytes.length >> 8, bytes.length & 255];
  const halves = [BYTES, ...[...length, ...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const whole = Array.from({ length: halves.length / 2 }, (_, at) => (halves[2 * at] << 4) | halves[2 * at + 1]);
  for (let at = 0; whole.length < roomOf(version); at++) whole.push(PADS[at % 2]);
  return whole;
}

// Dealt out to blocks, the last of which may be one longer; the first of each, the second of each, and so on.
function interleaved(data, version) {
  const [correcting, count] = BLOCKS[version - 1];
  const shorter = Math.floor(data.length / count);
  const longer = data.length % count;
  let from = 0;
  const blocks = Array.from({ length: count }, (_, at) => data.slice(from, (from += shorter + (at >= count - longer))));
  const divisor = divisorOf(correcting);
  const dealt = (rows, length) => Array.from({ length }, (_, at) => rows.map((row) => row[at])).flat();
  const first = dealt(blocks, shorter + 1).filter((codeword) => codeword !== undefined);
  return [...first, ...dealt(blocks.map((block) => remainder(block, divisor)), correcting)];
}

// The product of x - 2^0, x - 2^1 and so on, without its leading 1.
function divisorOf(degree) {
  const divisor = [...Array(degree - 1).fill(0), 1];
  for (let step = 0, root = 1; step < degree; step++, root = times(root, 2)) {
    for (let at = 0; at < degree; at++) divisor[at] = times(divisor[at], root) ^ (divisor[at + 1] ?? 0);
  }
  return divisor;
}

function remainder(data, divisor) {
  const rest = Array(divisor.length).fill(0);
  for (const codeword of data) {
    const factor = codeword ^ rest.shift();
    rest.push(0);
    divisor.forEach((coefficient, at) => (rest[at] ^= times(coefficient, factor)));
  }
  return rest;
}

// In the field of 256 elements.
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ (product & 128 ? FIELD : 0) ^ (((b >> bit) & 1) * a);
  return product;
}
