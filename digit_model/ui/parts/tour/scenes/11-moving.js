// A digit moved aside, and how far a network still reads it.

import { likeliest } from "./likeliest.js";

const SIDE = 28;

// The same ink so many pixels further right; what leaves the picture is lost.
export function moved(ink, by) {
  const there = new Float32Array(ink.length);
  for (let at = 0; at < ink.length; at++) if ((at % SIDE) + by < SIDE) there[at + by] = ink[at];
  return there;
}

// The smallest number of pixels at which the network's likeliest digit is another; Infinity if it is none up to the farthest.
export function firstLost(network, ink, digit, farthest) {
  for (let by = 0; by <= farthest; by++) {
    network.trace(moved(ink, by));
    if (likeliest(network.logits()) !== digit) return by;
  }
  return Infinity;
}
