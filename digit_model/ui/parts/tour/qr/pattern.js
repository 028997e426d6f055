// Where the pixels of a QR code lie: its fixed patterns, and the way along which the codewords are laid. ISO/IEC 18004.

const FORMAT = { divisor: 0x537, length: 10, mask: 0x5412 };
const VERSION = { divisor: 0x1f25, length: 12, mask: 0 };
const LEVEL_M = 0b00;

// Pixels across.
const sizeOf = (version) => 17 + 4 * version;

// Rows of true (dark), false (light) or null (for the codewords), with the format of this mask. y goes down.
export function patternOf(version, mask) {
  const size = sizeOf(version);
  const rows = Array.from({ length: size }, () => Array(size).fill(null));
  const square = (x, y, radius, isDark) => {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        if (rows[y + dy]?.[x + dx] !== undefined) rows[y + dy][x + dx] = isDark(Math.max(Math.abs(dx), Math.abs(dy)));
      }
    }
  };
  for (let at = 0; at < size; at++) rows[6][at] = rows[at][6] = at % 2 === 0;
  for (const [x, y] of alignmentsOf(version)) square(x, y, 2, (far) => far !== 1);
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, (far) => far !== 2 && far !== 4);
  layFormat(rows, corrected((LEVEL_M << 3) | mask, FORMAT));
  if (version >= 7) layVersion(rows, corrected(version, VERSION));
  return rows;
}

// The free pixels in the order of the codewords' bits: columns two wide, from the right, up and down by turns.
export function* wayThrough(pattern) {
  const size = pattern.length;
  for (let right = size - 1, isUp = true; right > 0; right -= right === 8 ? 3 : 2, isUp = !isUp) {
    for (let step = 0; step < size; step++) {
      const y = isUp ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (pattern[y][x] === null) yield [x, y];
    }
  }
}

// Their centres; none where the large patterns of the corners are.
function alignmentsOf(version) {
  const size = sizeOf(version);
  if (version === 1) return [];
  if (version < 7) return [[size - 7, size - 7]];
  const places = [6, (size - 1) / 2, size - 7];
  const isCorner = (x, y) => (x === 6 && y !== places[1] && (y === 6 || y === places[2])) || (y === 6 && x === places[2]);
  return places.flatMap((y) => places.filter((x) => !isCorner(x, y)).map((x) => [x, y]));
}

// A number with the remainder of a division by which a reader corrects it.
function corrected(value, { divisor, length, mask }) {
  let rest = value;
  for (let step = 0; step < length; step++) rest = (rest << 1) ^ ((rest >> (length - 1)) * divisor);
  return ((value << length) | rest) ^ mask;
}

function layFormat(rows, bits) {
  const size = rows.length;
  const near = (at) => at + (at >= 6); // past the timing
  for (let at = 0; at < 15; at++) {
    const isDark = ((bits >> at) & 1) === 1;
    if (at < 8) rows[near(at)][8] = rows[8][size - 1 - at] = isDark;
    else rows[8][near(14 - at)] = rows[size - 15 + at][8] = isDark;
  }
  rows[size - 8][8] = true;
}

function layVersion(rows, bits) {
  for (let at = 0; at < 18; at++) {
    const [far, near] = [rows.length - 11 + (at % 3), Math.floor(at / 3)];
    rows[near][far] = rows[far][near] = ((bits >> at) & 1) === 1;
  }
}
