// The path from a drawing to its digit, opened: the very steps and bytes that explain/autopsy.py gives for a drawing.

import { DRAWING_TO_DIGIT, GRAIN, onGrain } from "../digit.js";
import { inked } from "../drawing/inking.js";
import { FULL, SIDE, walk } from "../drawing/page.js";

const PAD_SIDE = 400; // pixels; the whole pad, as a step shows a drawing
const THINNEST = 1.5; // pixels; a dot in this pen marks a pixel wherever it lies

// Every step that changed something, in order, as { name, rows, columns, levels, digit }; none if there is no ink.
// levels: what the step made, (rows, columns), uint8, row by row, 0 paper .. 255 ink; of the first step, "drawn",
// brightness. digit: the same, plainly resized, 784 bytes. The last digit is digitOf's.
export function autopsyOf(strokes) {
  const walked = [...walk(DRAWING_TO_DIGIT, strokes)];
  if (walked.length < DRAWING_TO_DIGIT.length) return [];
  const ink = onPad(strokes);
  const made = walked.map(([name, what]) => ({ name, ...(what === strokes ? ink : shown(what)) }));
  const drawn = { ...ink, levels: ink.levels.map((level) => FULL - level) };
  const steps = [{ name: "drawn", ...drawn }, { name: "ink", ...ink }, ...made];
  const changed = steps.filter((step, index) => !index || !isSame(step, steps[index - 1]));
  return changed.map((step) => ({ ...step, digit: resized(step) }));
}

// What a step made, a page or strokes, as { rows, columns, levels }.
function shown(what) {
  return what.levels ? { rows: what.height, columns: what.width, levels: what.levels } : onPad(what);
}

// A drawing as the pad shows it: in its own pens, where it was drawn, none thinner than THINNEST.
function onPad(strokes) {
  const levels = new Uint8Array(PAD_SIDE * PAD_SIDE);
  for (const pen of new Set(strokes.map(({ width }) => width))) {
    const same = strokes.filter(({ width }) => width === pen);
    const lines = same.map(({ points }) => onGrain(points, 0, 0, PAD_SIDE * GRAIN));
    const added = inked(lines, Math.max(pen * PAD_SIDE, THINNEST) / 2, PAD_SIDE, PAD_SIDE);
    for (let at = 0; at < levels.length; at++) levels[at] |= added[at]; // 0 or FULL, both
  }
  return { rows: PAD_SIDE, columns: PAD_SIDE, levels };
}

function isSame(step, other) {
  if (step.rows !== other.rows || step.columns !== other.columns) return false;
  return step.levels === other.levels || step.levels.every((level, at) => level === other.levels[at]);
}

// Plainly brought to the network's size, stretched if it is no square: means where it shrinks.
function resized({ rows, columns, levels }) {
  const [down, across] = [bands(rows), bands(columns)];
  const digit = new Uint8ClampedArray(SIDE * SIDE); // it rounds halves to the even number, as numpy does
  down.forEach(([top, bottom], row) => {
    across.forEach(([left, right], column) => {
      let sum = 0;
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += levels[y * columns + x];
      const ink = Math.fround(sum / (FULL * (bottom - top) * (right - left))); // float32, as in Python
      digit[row * SIDE + column] = Math.fround(ink * FULL);
    });
  });
  return new Uint8Array(digit.buffer);
}

// Where each of SIDE equal bands of so many pixels starts and ends. A pixel belongs to the band that its middle lies
// in; where pixels are fewer than bands, each band has the one at its own middle.
function bands(length) {
  const ends = (band) => Math.floor((2 * band * length + SIDE) / (2 * SIDE));
  const middle = (band) => Math.floor(((2 * band + 1) * length) / (2 * SIDE));
  const numbers = Array.from({ length: SIDE }, (_, band) => band);
  if (length < SIDE) return numbers.map((band) => [middle(band), middle(band) + 1]);
  return numbers.map((band) => [ends(band), ends(band + 1)]);
}
