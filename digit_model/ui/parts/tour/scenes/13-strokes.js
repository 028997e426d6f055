// Numbers to find digits in: the visitor's own, or the visitor's digit between a 7 and a 0, which makes no palindrome of any
// digit: one sees in which direction it is read. And the network that reads their digits. Strokes are
// { width, points: [[x, y], ...] }, in pad units.

import { boxOf } from "../../../lib/drawing/boxes.js";
import { groupsOf } from "../../../lib/drawing/number.js";
import { verdictOf } from "../../../lib/network/verdict.js";
import { inkOf } from "../../../lib/reader.js";

const STEPS = 24; // of the ring of a 0
const turn = (step) => (2 * Math.PI * step) / STEPS - Math.PI / 2;
const ring = Array.from({ length: STEPS + 1 }, (_, step) => [0.3 + 0.3 * Math.cos(turn(step)), 0.5 + 0.5 * Math.sin(turn(step))]);
const ZERO = [ring]; // lines, 1 high
const SEVEN = [[[0, 0.02], [0.3, 0.02], [0.6, 0], [0.5, 0.3], [0.38, 0.64], [0.3, 1]]]; // prettier-ignore
const FOUR = [
  [[0.4, 0], [0.2, 0.3], [0, 0.6], [0.3, 0.6], [0.62, 0.58]],
  [[0.5, 0.35], [0.48, 0.7], [0.46, 1]],
]; // prettier-ignore
const GAP = 0.35; // of their height, between digits
const PEN = 0.07; // of their height

// The strokes of a reading, if they are a number of two digits or more; else of one digit and one more on each side.
export function severalIn({ strokes }) {
  const { groups } = groupsOf(strokes);
  if (!groups || groups.length > 1) return strokes; // a number, or two lines, which is for the reader to say
  return inRow([penned(SEVEN), groups.length ? enlarged(strokes) : penned(FOUR), penned(ZERO)]);
}

const penned = (lines) => lines.map((points) => ({ width: PEN, points }));

// Brought to a height of 1: the paper shows everything as large as it can.
function enlarged(strokes) {
  const { left, top, right, bottom } = boxOf(strokes.flatMap(({ points }) => points));
  const height = Math.max(bottom - top, right - left, 1e-3);
  const onPaper = ([x, y]) => [(x - left) / height, 1 + (y - bottom) / height];
  return strokes.map(({ width, points }) => ({ width: width / height, points: points.map(onPaper) }));
}

// Digits from left to right, as one number.
function inRow(digits) {
  let from = 0;
  return digits.flatMap((strokes) => {
    const placed = moved(strokes, from);
    from = boxOf(placed.flatMap(({ points }) => points)).right + GAP;
    return placed;
  });
}

export const moved = (strokes, dx) =>
  strokes.map(({ width, points }) => ({ width, points: points.map(([x, y]) => [x + dx, y]) }));

// Reads digits with the network of the newest reading.
export class DigitReader {
  #weights = null;

  constructor(tour) {
    this.tour = tour;
  }

  // Gives levels -> { verdict, candidates, probabilities, evidence }.
  of({ network }) {
    const { wires, weights, thresholds } = network;
    if (weights !== this.#weights) {
      const { trace } = this.tour.open(wires, weights);
      this.#weights = weights;
      this.read = (levels) => {
        const ink = inkOf(levels);
        return verdictOf(ink, Object.values(trace(ink)).at(-1), thresholds);
      };
    }
    return this.read;
  }
}
