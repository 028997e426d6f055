// Drawing -> digit, the same to the last bit as digit.py, which says what each step is for. A drawing is a list of ink
// strokes, { width, points: [[x, y], ...] }, in pad units; a page is described in page.js.

import { inked } from "./drawing/inking.js";
import { blank, centred, cropped, fitted, pageThrough, placementOf } from "./drawing/page.js";

const MNIST_PEN = 0.12; // share of a digit's longer side
const DOT = 0.4; // pen widths; a stroke that is no longer looks like a dot
const STRAY = 0.5; // of a digit's longer side; a dot further from the rest was never meant
const PAGE = 160; // pixels; the longer side of the page that a drawing fills
export const TINY = 1e-6; // pad units; ink that is smaller in all has no size, and nobody sees it
export const GRAIN = 64; // steps of a pixel; points lie on them

// All steps from a drawing to its digit, in order, by name; each takes what the one before it made.
export const DRAWING_TO_DIGIT = Object.freeze([
  ["dots", withoutStrayDots],
  ["pen", inMnistsPen],
  ["enlarged", fillingThePage],
  ["cropped", cropped],
  ["fitted", fitted],
  ["centred", centred],
]);

// The digit, 784 bytes, 0 paper .. 255 ink, and the rectangle of the pad that it shows, [left, top, width, height] in
// pad units; all 0 and null if there is no ink.
export function digitOf(strokes) {
  const page = pageThrough(DRAWING_TO_DIGIT, strokes);
  return { levels: page.levels, placement: placementOf(page) };
}

// The same strokes without taps of the pen far from all else.
export function withoutStrayDots(strokes) {
  const body = strokes.filter((stroke) => !isDot([stroke]));
  if (!body.length || body.length === strokes.length) return strokes;
  const { left, top, right, bottom, longer } = boxOf(body);
  const far = STRAY * longer;
  const isFar = ({ points: [[x, y]] }) => {
    const [dx, dy] = [Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)];
    return dx * dx + dy * dy > far * far;
  };
  return strokes.filter((stroke) => !(isDot([stroke]) && isFar(stroke)));
}

// The same strokes in a pen as wide, for the size of what is drawn, as that of MNIST's writers; a dot keeps its pen.
function inMnistsPen(strokes) {
  if (isDot(strokes)) return strokes;
  const width = (boxOf(strokes).longer * MNIST_PEN) / (1 - MNIST_PEN);
  return strokes.map(({ points }) => ({ width, points }));
}

// A drawing inked in its widest pen, as large as the page: levels of (h, w), the longer of which is PAGE.
function fillingThePage(strokes) {
  if (!strokes.length) return blank();
  const { left, top, right, bottom, longer } = boxOf(strokes);
  const pen = widestPen(strokes);
  const half = pen / 2;
  const side = Math.max(longer + pen, TINY); // of the ink, in pad units
  const scale = (PAGE * GRAIN) / side;
  const lines = strokes.map(({ points }) => onGrain(points, half - left, half - top, scale));
  const pixels = (length) => Math.min(Math.max(Math.floor(((length + pen) * scale) / GRAIN + 0.5), 1), PAGE);
  const [height, width] = [pixels(bottom - top), pixels(right - left)];
  const levels = inked(lines, Math.floor(half * scale + 0.5) / GRAIN, height, width);
  return { levels, height, width, left: left - half, top: top - half, across: side / PAGE, down: side / PAGE };
}

// x and y of the points in turn, shifted, in pixels, each on the nearest step; scale: steps in a pad unit.
export function onGrain(points, dx, dy, scale) {
  const line = new Float64Array(2 * points.length);
  for (let i = 0; i < points.length; i++) {
    line[2 * i] = Math.floor((points[i][0] + dx) * scale + 0.5) / GRAIN;
    line[2 * i + 1] = Math.floor((points[i][1] + dy) * scale + 0.5) / GRAIN;
  }
  return line;
}

const isDot = (strokes) => boxOf(strokes).longer <= DOT * widestPen(strokes);

const widestPen = (strokes) => strokes.reduce((widest, { width }) => Math.max(widest, width), 0);

// The box around all points, and its longer side.
function boxOf(strokes) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { points } of strokes) {
    for (const point of points) {
      left = Math.min(left, point[0]);
      right = Math.max(right, point[0]);
      top = Math.min(top, point[1]);
      bottom = Math.max(bottom, point[1]);
    }
  }
  return { left, top, right, bottom, longer: Math.max(right - left, bottom - top) };
}
