// Strokes -> digits of a number, by where they are: the very same groups as grouping.py makes, which says why. A mark is a
// list of cells, [column, row], on a grid on which the tallest stroke is UNIT cells high; all lengths are in cells.

import { TINY } from "../digit.js";
import { boxOf } from "./boxes.js";

const UNIT = 32; // cells; the tallest stroke
const WIDEST = 16; // tallest strokes; a drawing that is wider and flatter has larger cells
const NEAR = 2.5; // lines that come so near each other belong to one digit
const REACH = 10; // marks that are further apart never do
const OVERLAP = 0.7; // of the narrower mark's width: marks that overlap so much stand above each other
const SHORT = 13; // a mark that is no taller is a part: the bar of a 5
const FOOT = 8; // a mark that ends so much above or below its neighbour's foot is a part: the corner of an open 4
const GAP = 4; // the widest gap, from side to side, across which such a part belongs to its neighbour
const SPECK = 3; // a mark that measures no more is a dot
export const MOST_MARKS = 100; // on one line; a number has fewer
const MOST_PARTS = 8; // two digits that touch have no more strokes; a scribble has
const ASIDE = 0.9; // of the narrower side's width: two digits that touch overlap less
const TALL = 0.5; // of a group's height; each of two digits that touch is at least so tall
const SAME_LINE = 0.25; // of the lower group's height: groups that overlap less, up and down, stand on different lines

// The cells that each stroke's line passes through. Needs a stroke.
export function cellsOf(strokes) {
  const boxes = strokes.map(({ points }) => boxOf(points));
  const all = boxes.reduce(around);
  const tallest = Math.max(...boxes.map(heightOf));
  const height = Math.max(tallest, Math.max(widthOf(all), heightOf(all)) / WIDEST);
  const scale = height > TINY ? UNIT / height : 0;
  return strokes.map(({ points }) => between(points.map(([x, y]) => [(x - all.left) * scale, (y - all.top) * scale])));
}

// The cells of a line between points.
function between(points) {
  const cells = new Map();
  points.forEach(([ax, ay], at) => {
    if (at && at === points.length - 1) return; // the last segment has led here
    const [bx, by] = points[at + 1] ?? points[at];
    const steps = Math.max(Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay))), 1); // of at most one cell
    for (let step = 0; step <= steps; step++) {
      const along = step / steps;
      const cell = [Math.floor(ax + (bx - ax) * along + 0.5), Math.floor(ay + (by - ay) * along + 0.5)];
      cells.set(cell.join(), cell);
    }
  });
  return [...cells.values()];
}

// Which marks make up one digit: lists of their indices, from left to right, each from left to right. Of all pairs of
// groups that belong together the closest are joined first, until none belongs to another.
export function grouped(marks) {
  const places = marks.map(boxOf);
  const order = marks.map((_, index) => index).sort((a, b) => fromLeft(places[a], places[b]));
  const groups = order.map((index) => [index]);
  const boxes = order.map((index) => places[index]);
  const squares = squaredDistances(order.map((index) => marks[index]), boxes);
  for (let pair = closest(boxes, squares); pair; pair = closest(boxes, squares)) join(groups, boxes, squares, pair);
  const digits = boxes.filter((box) => !isSpeck(box)).length > 1 || groups.length < 2 ? groups : [groups.flat()];
  const placed = digits.map((group) => [...group].sort((a, b) => fromLeft(places[a], places[b])));
  const boxOfGroup = (group) => group.map((index) => places[index]).reduce(around);
  return placed.sort((a, b) => fromLeft(boxOfGroup(a), boxOfGroup(b)));
}

// Puts the second of a pair of groups into the first.
function join(groups, boxes, squares, [into, other]) {
  groups[into].push(...groups[other]);
  boxes[into] = around(boxes[into], boxes[other]);
  squares[into] = squares[into].map((square, at) => Math.min(square, squares[other][at]));
  squares.forEach((row, at) => (row[into] = squares[into][at]));
  for (const list of [groups, boxes, squares, ...squares]) list.splice(other, 1);
}

// Between the nearest cells of each two marks: 0 if they are near, and infinite if they are out of reach.
function squaredDistances(marks, boxes) {
  const squares = marks.map(() => marks.map(() => Infinity));
  for (let one = 0; one < marks.length; one++) {
    for (let other = 0; other < one; other++) {
      if (apart(boxes[one], boxes[other]) > REACH) continue;
      const square = squaredDistance(marks[one], marks[other]);
      if (square <= REACH ** 2) squares[one][other] = squares[other][one] = square;
    }
  }
  return squares;
}

function squaredDistance(one, other) {
  let least = Infinity;
  for (const [x, y] of one) {
    for (const [across, down] of other) {
      least = Math.min(least, (across - x) ** 2 + (down - y) ** 2);
      if (least <= NEAR ** 2) return 0;
    }
  }
  return least;
}

// The closest pair of those that belong together; of equal ones the first; null if there is none.
function closest(boxes, squares) {
  let [best, found] = [Infinity, null];
  for (let one = 0; one < boxes.length; one++) {
    for (let other = one + 1; other < boxes.length; other++) {
      const square = squares[one][other];
      if (square < best && belong(boxes[one], boxes[other], square)) [best, found] = [square, [one, other]];
    }
  }
  return found;
}

function belong(a, b, square) {
  if (square === 0) return true;
  const gap = gapOf(a, b);
  if (-gap >= OVERLAP * Math.max(Math.min(widthOf(a), widthOf(b)), 1)) return true;
  if (Math.min(heightOf(a), heightOf(b)) <= SHORT) return true;
  return Math.abs(a.bottom - b.bottom) >= FOOT && gap <= GAP;
}

// Where a group of marks, from left to right, may be two digits that touch: how many marks are in the left one.
export function sidesOf(marks) {
  if (marks.length > MOST_PARTS) return [];
  const boxes = marks.map(boxOf);
  const counts = marks.map((_, index) => index).slice(1);
  return counts.filter((count) => standAside(boxes.slice(0, count).reduce(around), boxes.slice(count).reduce(around)));
}

function standAside(left, right) {
  if (Math.min(heightOf(left), heightOf(right)) < TALL * heightOf(around(left, right))) return false;
  return -gapOf(left, right) < ASIDE * Math.max(Math.min(widthOf(left), widthOf(right)), 1);
}

// On how many lines groups of marks stand; dots and dashes stand on none.
export function linesIn(groups) {
  const boxes = groups.map((marks) => boxOf(marks.flat())).filter((box) => heightOf(box) > SHORT);
  boxes.sort((a, b) => a.top - b.top || a.bottom - b.bottom);
  let [lines, lowest] = [0, 0];
  for (const { top, bottom } of boxes) {
    if (!lines || lowest - top < SAME_LINE * (bottom - top)) [lines, lowest] = [lines + 1, bottom];
    lowest = Math.max(lowest, bottom);
  }
  return lines;
}

const widthOf = ({ left, right }) => right - left;
const heightOf = ({ top, bottom }) => bottom - top;
const isSpeck = (box) => Math.max(widthOf(box), heightOf(box)) <= SPECK;

const around = (a, b) => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

// From side to side; below 0 it is how far boxes overlap.
const gapOf = (a, b) => Math.max(a.left, b.left) - Math.min(a.right, b.right);

// How far boxes are apart, across or down, whichever is more; below 0 if they overlap.
const apart = (a, b) => Math.max(gapOf(a, b), Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom));

// Orders boxes from left to right: by their middles, and then by all the rest.
function fromLeft(a, b) {
  const keys = [(box) => box.left + box.right, (box) => box.top + box.bottom, widthOf, heightOf];
  return keys.map((key) => key(a) - key(b)).find((difference) => difference) ?? 0;
}
