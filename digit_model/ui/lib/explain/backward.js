// The way back from a score: along the largest terms to a spot of ink. Pure functions.

import { hasWindow } from "./kinds.js";
import { addressOf, placeAt, placeOf, weighted, windows } from "./wires.js";

// From a digit's score, as { steps, end }.
//   steps: [{ address, place, value, adds }], the score first. Of every stage that sums or chooses one number: of all that
//          add to the number before it in that one's own direction, the one that adds most, of those from which there is
//          a way on to ink. adds: how much; null of the score, and of a number that a maximum passed on.
//   end:   "ink"; or, where there is no such way, "bias" if nothing of the stage before adds to the last number, and
//          "unknown" if its stage is of an unknown kind.
// Stages that only pass a number on, as one row or rectified, have no step of their own.
export function pathOf(network, digit) {
  const score = [...network.values()].at(-2);
  const first = { address: addressOf(score, digit), place: placeAt(score, digit), value: score.values[digit], adds: null };
  return wayToInk(network, [first], new Set()) ?? greedy(network, [first]);
}

// The path that a beginning leads to, or null; dead: the addresses from which no way leads to ink.
function wayToInk(network, steps, dead) {
  const { address, place } = steps.at(-1);
  if (place.stage.kind === "ink") return { steps, end: "ink" };
  for (const next of stepsBefore(network, place)) {
    if (dead.has(next.address)) continue;
    const found = wayToInk(network, [...steps, next], dead);
    if (found) return found;
  }
  dead.add(address);
  return null;
}

function greedy(network, steps) {
  const { stage } = steps.at(-1).place;
  if (stage.kind === "unknown") return { steps, end: "unknown" };
  const [next] = stepsBefore(network, steps.at(-1).place);
  return next ? greedy(network, [...steps, next]) : { steps, end: "bias" };
}

// What adds to a number in its own direction, the largest first.
function stepsBefore(network, { stage, index }) {
  const isUp = stage.values[index] > 0;
  const towards = termsOf(stage, index).filter(({ from, product }) => from && (isUp ? product > 0 : product < 0));
  towards.sort((one, other) => Math.abs(other.product) - Math.abs(one.product));
  return towards.map(({ from, product }) => {
    const place = summed(placeOf(network, from));
    const adds = stage.kind === "maximum" ? null : product;
    return { address: addressOf(place.stage, place.index), place, value: place.stage.values[place.index], adds };
  });
}

// What a number is made of. Of a maximum that is its largest alone.
function termsOf(stage, index) {
  const place = placeAt(stage, index);
  if (stage.kind === "linear") return weighted(place);
  if (!hasWindow(stage)) return [];
  const cells = windows(place).flatMap((input) => input.cells);
  if (stage.kind !== "maximum") return cells;
  const largest = Math.max(...cells.map(({ value }) => value));
  return cells.filter(({ value }) => value === largest);
}

// The number that was summed up, or chosen, before it was passed on to a place.
function summed(place) {
  const isPassed = ["row", "rectifier"].includes(place.stage.kind);
  return isPassed ? summed(placeAt(place.stage.before, place.index)) : place;
}
