// Lines in a round pen -> pixels, by distance; marks the very same pixels as inking.py, which says how and why. Floats
// are rounded alike everywhere as long as they see + - * / and sqrt alone, in the same order.

import { FULL } from "./page.js";

const FAR = 1e6; // segment lengths; further than any row is from a segment

// Every pixel whose middle is at most radius from a line: (height, width), row by row, 0 or FULL. A line is a
// Float64Array with the x and y of its points in turn, in pixels.
export function inked(lines, radius, height, width) {
  // Adding 1 where a row's span starts and taking 1 away where it ends counts, from left to right, the spans over each
  // pixel. One more column, for spans that end at the last pixel.
  const changes = new Int32Array(height * (width + 1));
  for (const line of lines) {
    const last = Math.max(line.length - 4, 0); // a line of one point is a segment from it to itself
    for (let at = 0; at <= last; at += 2) markSpans(changes, line, at, radius, height, width);
  }
  return covered(changes, height, width);
}

// Marks where the spans of one segment start and end; its first point is line[at], line[at + 1]. Of the discs along
// it, the one that reaches furthest in a row has its middle so far on from where the segment crosses the row that its
// rim is at right angles to the segment; on a level segment, at one of the ends.
function markSpans(changes, line, at, radius, height, width) {
  const end = at + 2 < line.length ? at + 2 : at;
  const [ax, ay, dx, dy] = [line[at], line[at + 1], line[end] - line[at], line[end + 1] - line[at + 1]];
  const level = dy === 0;
  const fall = level ? 1 : dy;
  const lean = level ? FAR * dx : (radius * dx) / (Math.sqrt(dx * dx + dy * dy) * Math.abs(dy));
  const last = Math.min(Math.floor(Math.max(ay, ay + dy) + radius - 0.5), height - 1);
  for (let row = Math.max(Math.ceil(Math.min(ay, ay + dy) - radius - 0.5), 0); row <= last; row++) {
    const below = row + 0.5 - ay;
    const along = below / fall;
    const left = rim(along - lean, below, ax, dx, dy, radius, -1);
    const right = rim(along + lean, below, ax, dx, dy, radius, 1);
    const from = Math.min(Math.max(Math.ceil(left - 0.5), 0), width);
    const to = Math.min(Math.floor(right - 0.5), width - 1) + 1;
    changes[row * (width + 1) + from]++;
    changes[row * (width + 1) + Math.max(from, to)]--;
  }
}

// Where a row leaves the disc that is so far along the segment, on its left (side -1) or its right (1).
function rim(along, below, ax, dx, dy, radius, side) {
  const at = Math.min(Math.max(along, 0), 1);
  const off = below - at * dy;
  return ax + at * dx + side * Math.sqrt(Math.max(radius * radius - off * off, 0));
}

function covered(changes, height, width) {
  const levels = new Uint8Array(height * width);
  for (let row = 0, at = 0, pixel = 0; row < height; row++, at++) {
    for (let spans = 0, end = pixel + width; pixel < end; pixel++, at++) {
      spans += changes[at];
      levels[pixel] = spans > 0 ? FULL : 0;
    }
  }
  return levels;
}
