// A reading as a NumPy archive: a zip with one .npy file for each array, as np.load reads it.
//
// Browsers can deflate but have no writer of zip files, and without a build step no library comes with the page. So
// this writes the few records that a zip needs; the arrays are stored as they are. Numbers are little-endian in both
// formats. Sources: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 and 4.4; NumPy's numpy.lib.format, version 1.0.

const VERSION = 20; // of the zip format, 2.0: the least that stored files need
const UTF8_NAMES = 1 << 11;
const FIRST_DAY = (1 << 5) | 1; // 1 January 1980: a zip has a date, and the same numbers are to give the same file
const NPY_START = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]; // "\x93NUMPY" and the version, 1.0
const NPY_ALIGNMENT = 64; // bytes; the numbers of a .npy begin at a multiple

// The file, as Uint8Array. stages: [{ name, shape, values: Float32Array }].
export function npzOf(stages) {
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const { name, shape, values } of stages) {
    const file = { name: new TextEncoder().encode(`${name}.npy`), body: npyOf(shape, values) };
    const record = [...fields32(0x04034b50), ...commonFields(file)]; // a local file header
    bodies.push(record, file.name, file.body);
    directory.push(directoryRecord(file, offset), file.name);
    offset += record.length + file.name.length + file.body.length;
  }
  return joined([...bodies, ...directory, endRecord(stages.length, lengthOf(directory), offset)]);
}

const fields16 = (...numbers) => numbers.flatMap((number) => [number & 255, (number >> 8) & 255]);
const fields32 = (...numbers) => numbers.flatMap((number) => fields16(number, number >>> 16));
const lengthOf = (parts) => parts.reduce((sum, part) => sum + part.length, 0);

function joined(parts) {
  const all = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

// What a file's own header and its record in the directory have in common.
function commonFields({ name, body }) {
  const [method, time, extra] = [0, 0, 0];
  const sizes = [body.length, body.length]; // compressed, and not
  return [
    ...fields16(VERSION, UTF8_NAMES, method, time, FIRST_DAY),
    ...fields32(crc32(body), ...sizes),
    ...fields16(name.length, extra),
  ];
}

function directoryRecord(file, offset) {
  const [comment, disk, internal, external] = [0, 0, 0, 0];
  return [
    ...fields32(0x02014b50),
    ...fields16(VERSION),
    ...commonFields(file),
    ...fields16(comment, disk, internal),
    ...fields32(external, offset),
  ];
}

function endRecord(count, size, offset) {
  const [disk, directoryDisk, comment] = [0, 0, 0];
  return [
    ...fields32(0x06054b50),
    ...fields16(disk, directoryDisk, count, count),
    ...fields32(size, offset),
    ...fields16(comment),
  ];
}

function npyOf(shape, values) {
  const tuple = shape.map((length) => `${length},`).join(" ");
  const facts = `{'descr': '<f4', 'fortran_order': False, 'shape': (${tuple}), }`;
  const before = NPY_START.length + 2; // two bytes give the length of what follows
  const length = Math.ceil((before + facts.length + 1) / NPY_ALIGNMENT) * NPY_ALIGNMENT - before;
  const header = new TextEncoder().encode(facts.padEnd(length - 1) + "\n");
  return joined([NPY_START, fields16(length), header, new Uint8Array(values.slice().buffer)]);
}

// The remainder that zip files are checked by, with the bits of each byte from the lowest up.
function crc32(bytes) {
  let remainder = -1;
  for (const byte of bytes) remainder = CRC_TABLE[(remainder ^ byte) & 255] ^ (remainder >>> 8);
  return ~remainder;
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});
