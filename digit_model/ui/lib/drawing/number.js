// A number on one line, drawn -> its digits, each read as a digit alone is: what number.py makes of a drawing.

import { digitOf, withoutStrayDots } from "../digit.js";
import { inkedBoxOf } from "./boxes.js";
import { cellsOf, grouped, linesIn, MOST_MARKS, sidesOf } from "./grouping.js";

const UNKNOWN = "?";
// Evidence that the weaker side of a group must have beyond the whole, for the group to be two digits.
const BETWEEN_STROKES = -3;

// The groups of a drawing's strokes, from left to right: { strokes, box, sides }.
//   strokes: in the order in which they were drawn; box: [left, top, width, height] around their ink, in pad units.
//   sides:   for each way to part the group into a left and a right digit, the two lists of strokes.
// More marks or lines than one number has give { count } or { lines } instead.
export function groupsOf(drawing) {
  const strokes = withoutStrayDots(drawing);
  if (strokes.length > MOST_MARKS) return { count: strokes.length };
  const marks = strokes.length ? cellsOf(strokes) : [];
  const groups = grouped(marks);
  const lines = linesIn(groups.map((group) => group.map((index) => marks[index])));
  if (lines > 1) return { lines };
  return { groups: groups.map((group) => groupOf(group, strokes, marks)) };
}

function groupOf(group, strokes, marks) {
  const own = group.map((index) => strokes[index]);
  const whole = [...group].sort((a, b) => a - b).map((index) => strokes[index]);
  const { left, top, right, bottom } = inkedBoxOf(whole);
  const cuts = sidesOf(group.map((index) => marks[index]));
  const sides = cuts.map((cut) => [own.slice(0, cut), own.slice(cut)]);
  return { strokes: whole, box: [left, top, right - left, bottom - top], sides };
}

// { text, digits } of a drawing, digits from left to right: { text, box, levels, placement, reading, isTouching }; text is "?"
// for what is no digit, or several that touch. read: levels -> a reading. More marks or lines than one number has give
// { text: "", digits: [] } with count or lines.
export function numberOf(drawing, read) {
  const { groups = [], ...problem } = groupsOf(drawing);
  const digits = groups.map((group) => digitIn(group, read));
  return { ...problem, text: digits.map(({ text }) => text).join(""), digits };
}

function digitIn({ strokes, box, sides }, read) {
  const { levels, placement } = digitOf(strokes);
  const reading = read(levels);
  const isTouching = sides.some((pair) => areTwo(reading, pair.map((side) => read(digitOf(side).levels))));
  const text = isTouching ? UNKNOWN : (reading.candidates[0] ?? UNKNOWN);
  return { text, box, levels, placement, reading, isTouching };
}

// Whether both sides of a group are digits, and the weaker one stands out about as much as the whole.
export function areTwo(whole, sides) {
  if (sides.some(({ verdict }) => verdict !== "digit")) return false;
  return Math.min(...sides.map(({ evidence }) => evidence)) - whole.evidence >= BETWEEN_STROKES;
}
