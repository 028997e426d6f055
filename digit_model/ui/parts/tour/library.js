// What scenes show besides the visitor's digit: the digits that were kept aside, with the network's answers to them, the
// siblings, and states of a run. It is fetched once, in the background, so that no step waits for the server.

import { fetchNumbers } from "../../lib/browser/download.js";
import { openNetwork } from "../../lib/network.js";
import { likeliest } from "./scenes/likeliest.js";
import { inSlices } from "./slices.js";

const PIXELS = 28 * 28;
const FULL = 255;

export class Library {
  #shelves = {}; // name -> { value, waiting }: undefined until it is here, null if it does not arrive

  // assets: as server/lessons.py describes them; kernel: of lib/network.js.
  constructor({ kept, siblings, snapshots }, kernel) {
    Object.assign(this, { kept, siblings, snapshots, kernel });
    for (const name of ["kept", "siblings", "snapshots"]) this.#shelves[name] = { value: undefined, waiting: [] };
  }

  // Fetches all of it. network: the one that reads the digits.
  async fill(network) {
    const levels = await fetched(this.kept.digits);
    if (levels) this.#read(levels, openNetwork(network.wires, network.weights, this.kernel));
    else this.#put("kept", null);
    const entries = Object.entries(this.siblings).map(async ([name, sibling]) => [name, await this.#opened(sibling)]);
    const opened = await Promise.all(entries);
    this.#put("siblings", opened.every(([, network]) => network) ? Object.fromEntries(opened) : null);
    this.#put("snapshots", await fetched(this.snapshots.weights));
  }

  // Calls tell(value) at once if it is here, or else when it comes, with null if it does not. Gives what tell gives, or a
  // promise of it.
  //   "kept":     [{ ink, label, answer, probability }]
  //   "siblings": { name: network as lib/network.js opens one }
  //   "snapshots": the weights of all states of a run, one after the other
  use(name, tell) {
    const { value, waiting } = this.#shelves[name];
    if (value !== undefined) return tell(value);
    return new Promise((resolve) => waiting.push((come) => resolve(tell(come))));
  }

  #read(levels, network) {
    const digits = this.kept.labels.map((label, at) => {
      return { label, ink: levels.subarray(at * PIXELS, (at + 1) * PIXELS).map((level) => level / FULL) };
    });
    const read = (at) => {
      network.trace(digits[at].ink);
      Object.assign(digits[at], answerOf(network.logits()));
    };
    inSlices(digits.length, read, () => this.#put("kept", digits));
  }

  async #opened({ wires, weights }) {
    const numbers = await fetched(weights);
    return numbers && openNetwork(wires, numbers, this.kernel);
  }

  #put(name, value) {
    const shelf = this.#shelves[name];
    shelf.value = value;
    for (const tell of shelf.waiting.splice(0)) tell(value);
  }
}

// The likeliest digit of ten logits, and its probability.
export function answerOf(logits) {
  const answer = likeliest(logits);
  return { answer, probability: 1 / logits.reduce((sum, logit) => sum + Math.exp(logit - logits[answer]), 0) };
}

const fetched = async (file) => (await fetchNumbers(file)) ?? fetchNumbers(file, true);
