// A small assembler for WebAssembly: as much of it as kernel-code.js needs.
//
// WebAssembly is a stack machine. Code is a nested array of bytes in the order in which it runs: first what computes
// the operands, then the byte that takes them from the stack and leaves the result there. add(get(a), int(1)) reads as
// the sum that it is. Parameters and local variables are numbers, the parameters first.
// Source: the WebAssembly 2.0 specification, chapter "Binary Format"; each instruction's own name stands beside it.

const [I32, V128, FUNCTION, NO_RESULT] = [0x7f, 0x7b, 0x60, 0x40];
const [TYPES, FUNCTIONS, MEMORIES, EXPORTS, CODE] = [1, 3, 5, 7, 10]; // numbers of the sections
const ALIGNED = 2; // addresses are multiples of 2 ** 2 bytes

// Whole numbers, 32 bits.
export const int = (value) => [0x41, signed(value)]; // i32.const
export const get = (local) => [0x20, unsigned(local)]; // local.get, of vectors too
export const set = (local, value) => [value, 0x21, unsigned(local)]; // local.set, of vectors too
export const add = (left, right) => [left, right, 0x6a]; // i32.add
export const subtract = (left, right) => [left, right, 0x6b]; // i32.sub
export const multiply = (left, right) => [left, right, 0x6c]; // i32.mul
export const smaller = (left, right) => [left, right, left, right, 0x48, 0x1b]; // i32.lt_s, select
export const load = (address) => [address, 0x28, ALIGNED, 0]; // i32.load

// Vectors: four float32 numbers side by side, its lanes. `offset` is in bytes and is added to the address.
export const loadVector = (address, offset) => [address, vector(0x00), ALIGNED, unsigned(offset)]; // v128.load
export const loadSame = (address, offset) => [address, vector(0x09), ALIGNED, unsigned(offset)]; // v128.load32_splat
export const addVectors = (left, right) => [left, right, vector(0xe4)]; // f32x4.add
export const multiplyVectors = (left, right) => [left, right, vector(0xe6)]; // f32x4.mul
export const storeLane = (lane, address, offset, value) => [
  ...[address, value, vector(0x5a), ALIGNED, unsigned(offset), lane], // v128.store32_lane
];

// for (counter = start; counter < end; counter += step) body. The body runs once at least.
export const loop = (counter, start, end, step, body) => [
  set(counter, start),
  ...[0x03, NO_RESULT, body], // loop
  set(counter, add(get(counter), int(step))),
  ...[get(counter), end, 0x48, 0x0d, 0], // i32.lt_s, br_if: back to the loop's start
  0x0b, // end
];

// The bytes of a module that exports a function without a result, and one page (64 KiB) of memory, as "memory".
// The function has so many whole numbers as parameters, and so many whole numbers and vectors as local variables.
export function moduleOf({ name, parameters, integers, vectors, body }) {
  const locals = list([
    [unsigned(integers), I32],
    [unsigned(vectors), V128],
  ]);
  const exported = (label, kind) => [list([...label].map((letter) => letter.charCodeAt(0))), kind, 0];
  const bytes = [
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
    section(TYPES, list([[FUNCTION, list(Array(parameters).fill(I32)), list([])]])),
    section(FUNCTIONS, list([0])), // one function, of the first type
    section(MEMORIES, list([[0, 1]])), // no most, one page at first
    section(EXPORTS, list([exported(name, 0), exported("memory", 2)])),
    section(CODE, list([sized([locals, body, 0x0b])])),
  ];
  return Uint8Array.from(bytes.flat(Infinity));
}

const vector = (instruction) => [0xfd, unsigned(instruction)];
const list = (items) => [unsigned(items.length), items];
const section = (number, content) => [number, sized(content)];

function sized(content) {
  const bytes = content.flat(Infinity);
  return [unsigned(bytes.length), bytes];
}

// Numbers in LEB128: seven bits a byte, the lowest first; the eighth says that another byte follows.
function unsigned(value) {
  return value < 128 ? [value] : [(value & 127) | 128, unsigned(value >>> 7)];
}

// The last byte's seventh bit is the sign.
function signed(value) {
  const [byte, rest] = [value & 127, value >> 7];
  const last = rest === (byte < 64 ? 0 : -1);
  return last ? [byte] : [byte | 128, signed(rest)];
}
