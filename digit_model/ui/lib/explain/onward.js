// Where a number goes on in the next stage. Pure functions.

import { hasWindow, isPooling, isSum, pooledWeight } from "./kinds.js";
import { addressOf, channelsOf, placeAt, planeOf, range, windows } from "./wires.js";

// What becomes of the number at a place; null at the end, before an unknown stage, and for the last row or column, which
// pooling leaves over.
//   { to }                       the same number, or what a rectifier or the softmax makes of it;
//   { to, wins, equals, window } in a maximum: whether no number of its window is larger, how many others are as large, and
//                                how many numbers the window has;
//   { to, product, isStrongest } in a sum: where it counts most among the numbers from which some way leads to a score
//                                without passing a 0, or among all if there is none; isStrongest: among all in any case;
//   { to: null, product: 0 }     where it counts for nothing, because it is 0.
export function goesTo(place) {
  const next = place.stage.after;
  if (!next || next.kind === "unknown") return null;
  const value = place.stage.values[place.index];
  if (isSum(next) && value === 0 && goesAnywhere(next, place)) return { to: null, product: 0 };
  const best = strongest(next, place);
  if (!best) return null;
  const to = addressOf(next, best.index);
  if (isSum(next)) return { to, product: best.weight * value, isStrongest: best.isStrongest };
  return next.kind === "maximum" ? { to, ...rankIn(placeAt(next, best.index), value) } : { to };
}

const goesAnywhere = (next, place) => !numbersOf(next, place).next().done;

// How a number of its window ranks there.
function rankIn(maximum, value) {
  const [{ cells }] = windows(maximum);
  const equals = cells.filter((cell) => cell.value === value).length - 1;
  return { wins: cells.every((cell) => cell.value <= value), equals, window: cells.length };
}

// Of the numbers of the next stage that it goes into: { index, weight, isStrongest }.
function strongest(next, place) {
  const lives = life();
  let [living, any] = [null, null];
  const isStronger = ({ weight }, best) => !best || Math.abs(weight) > Math.abs(best.weight);
  for (const target of numbersOf(next, place)) {
    if (isStronger(target, any)) any = target;
    if (target.weight !== 0 && isStronger(target, living) && lives(next, target.index)) living = target;
  }
  const best = living ?? any;
  return best && { ...best, isStrongest: Math.abs(best.weight) === Math.abs(any.weight) };
}

// lives(stage, index): whether from this number, which is not 0, some way leads to a score without passing a 0.
function life() {
  const known = new Map(); // { stage: { index: answer } }
  const isEnd = ({ after }) => !after || after.kind === "softmax" || after.kind === "unknown";
  function findsAWay(stage, index) {
    for (const target of numbersOf(stage.after, placeAt(stage, index))) {
      if (target.weight !== 0 && lives(stage.after, target.index)) return true;
    }
    return false;
  }
  function lives(stage, index) {
    if (stage.values[index] === 0 || isEnd(stage)) return stage.values[index] !== 0;
    if (!known.has(stage)) known.set(stage, new Map());
    const answers = known.get(stage);
    if (!answers.has(index)) answers.set(index, findsAWay(stage, index));
    return answers.get(index);
  }
  return lives;
}

// The channels of a convolution or a pooling that see a channel of the stage before.
function outputsOf(stage, channel) {
  if (isPooling(stage)) return [channel];
  const { before, groups, shape } = stage;
  const each = shape[0] / groups;
  return range(Math.floor((channel * groups) / channelsOf(before)) * each, each);
}

// The numbers of a stage that a number of the stage before goes into: { index, weight } each.
export function* numbersOf(next, place) {
  const { stage, index, channel, row, column } = place;
  const { kind, kernel, window, stride, padding } = next;
  const [outputs, height, width] = planeOf(next);
  if (["row", "rectifier", "softmax"].includes(kind)) yield { index, weight: 1 };
  if (kind === "linear") {
    for (let to = 0; to < outputs; to++) yield { index: to, weight: kernel[to * stage.values.length + index] };
  }
  if (!hasWindow(next)) return;
  const each = channelsOf(stage) / next.groups;
  const [rows, columns] = [reach(row, next, height), reach(column, next, width)];
  for (const output of outputsOf(next, channel)) {
    for (const y of rows) {
      for (const x of columns) {
        const at = (row + padding - y * stride) * window + column + padding - x * stride;
        const weight = isPooling(next) ? pooledWeight(next) : kernel[(output * each + (channel % each)) * window * window + at];
        yield { index: (output * height + y) * width + x, weight };
      }
    }
  }
}

// The rows, or columns, of a stage whose windows see that row, or column, of the stage before.
function reach(at, { window, stride, padding }, length) {
  const first = Math.max(0, Math.ceil((at + padding - window + 1) / stride));
  const last = Math.min(length - 1, Math.floor((at + padding) / stride));
  return range(first, Math.max(0, last - first + 1));
}
