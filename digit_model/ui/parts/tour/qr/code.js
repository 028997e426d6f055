// A QR code of a text, for a room full of phones: dark on light whatever the page's colours are, since phones want it so.

import { encoded } from "./codewords.js";
import { patternOf, wayThrough } from "./pattern.js";
import { penaltyOf } from "./penalty.js";

const ENLARGED = 6;
const QUIET = 4; // pixels of light around it, which the standard asks for
// Which of the codewords' pixels are turned over, so that no large area is alike.
const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

// Rows of true (dark) and false; null for a text of more than 331 bytes, whose code a phone at the back could not read.
export function pixelsOf(text) {
  const code = encoded(text);
  if (!code) return null;
  const masked = MASKS.map((isTurned, mask) => laid(code, patternOf(code.version, mask), isTurned));
  const penalties = masked.map(penaltyOf);
  return masked[penalties.indexOf(Math.min(...penalties))];
}

// HTML of an inline SVG, or null as above.
export function codeOf(text) {
  const rows = pixelsOf(text);
  if (!rows) return null;
  const side = rows.length + 2 * QUIET;
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])));
  const paths = `<path fill="#ffffff" d="M0 0h${side}v${side}H0z"/><path fill="#1c1b19" d="${dark.join("")}"/>`;
  const size = `viewBox="0 0 ${side} ${side}" width="${ENLARGED * side}" height="${ENLARGED * side}"`;
  return `<svg ${size} shape-rendering="crispEdges">${paths}</svg>`;
}

function laid({ codewords }, rows, isTurned) {
  let at = 0;
  for (const [x, y] of [...wayThrough(rows)]) {
    const bit = (codewords[at >> 3] >> (7 - (at & 7))) & 1; // none left: light
    rows[y][x] = (bit === 1) !== (isTurned(x, y) === 0);
    at++;
  }
  return rows;
}
