// How often a rule for the 0 and the network are wrong about the same real digits.

import { bytesOf } from "../../../lib/display/show.js";
import { inSlices } from "../slices.js";
import { readerFor } from "./00-reading.js";
import { likeliest } from "./likeliest.js";

const [SIDE, FULL] = [28, 255];
export const FRAME = { from: 11, side: 6 }; // the middle of a digit, in pixels

// The share of ink in the frame, in percent.
export function inkInFrame(ink) {
  let sum = 0;
  for (let row = FRAME.from; row < FRAME.from + FRAME.side; row++) {
    for (let column = FRAME.from; column < FRAME.from + FRAME.side; column++) sum += ink[row * SIDE + column];
  }
  return (100 * sum) / FRAME.side ** 2;
}

export class Mistakes {
  #work = null;

  // digits: [{ levels: base64, label }]; the network reads them while nothing else is to be done.
  constructor(tour, network, digits) {
    const inkOf = (levels) => Float32Array.from(levels, (level) => level / FULL);
    this.digits = digits.map(({ levels, label }) => ({ ink: inkOf(bytesOf(levels)), isZero: label === 0 }));
    this.ofNetwork = 0;
    const read = readerFor(tour);
    this.#work = inSlices(digits.length, (at) => {
      const { ink, isZero } = this.digits[at];
      this.ofNetwork += (likeliest(read(network, ink).probabilities) === 0) === isZero ? 0 : 1;
    });
  }

  // Those about which a rule with this threshold, in percent, is wrong: { taken, missed }, no zeros and zeros.
  ofRule(threshold) {
    const wrong = this.digits.filter(({ ink, isZero }) => inkInFrame(ink) < threshold !== isZero);
    return { taken: wrong.filter(({ isZero }) => !isZero), missed: wrong.filter(({ isZero }) => isZero) };
  }

  // The fewest mistakes that any whole threshold makes.
  get least() {
    const counts = Array.from({ length: 101 }, (_, threshold) => this.ofRule(threshold));
    return Math.min(...counts.map(({ taken, missed }) => taken.length + missed.length));
  }

  finish() {
    this.#work.finish();
  }

  stop() {
    this.#work.stop();
  }
}
