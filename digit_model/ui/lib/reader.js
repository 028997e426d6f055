// Reads digits with a network, in the page: what Reader.read_digits does in Python.
//
// A reading is
//   { verdict, candidates, probabilities, evidence,  as lib/network/verdict.js gives them
//     levels,                              the digit: Uint8Array(784), 0 paper .. 255 ink
//     ink,                                 the same as the network gets it: Float32Array(784), 0 .. 1
//     stages,                              { name: Float32Array }, every activation, in order
//     surgery,                             the operations done on the network that read it
//     network,                             that network: { name, variant, wires, thresholds, weights }, and its own trace
//     trained }                            the same network as it was before the operations
// The stages are the network's own buffers: they hold a reading's numbers until the next one.

import { operated } from "./explain/surgery.js";
import { openNetwork } from "./network.js";
import { verdictOf } from "./network/verdict.js";

export const inkOf = (levels) => Float32Array.from(levels, (level) => level / 255);

// The reading of a digit whose activations are known.
export function readingOf({ network, trained = network, levels, ink, stages, surgery = [] }) {
  const logits = Object.values(stages).at(-1);
  return { ...verdictOf(ink, logits, network.thresholds), levels, ink, stages, surgery, network, trained };
}

export class Reader {
  #open; // the networks that have been opened: as it was trained, and as it was last operated on

  // network: { name, variant, wires, thresholds } as server/networks.py describes it; kernel as kernel.js gives it.
  constructor(network, weights, kernel = null) {
    Object.assign(this, { network: { ...network, weights }, kernel });
    this.#open = new Map([["[]", this.#opened([])]]);
  }

  read(levels, surgery = []) {
    const { network, trace } = this.#after(surgery);
    const ink = inkOf(levels);
    return readingOf({ network, trained: this.network, levels, ink, stages: trace(ink), surgery });
  }

  #after(surgery) {
    const key = JSON.stringify(surgery);
    if (!this.#open.has(key)) this.#open = new Map([["[]", this.#open.get("[]")], [key, this.#opened(surgery)]]);
    return this.#open.get(key);
  }

  #opened(surgery) {
    const { wires, weights } = this.network;
    const network = { ...this.network, weights: operated(wires, weights, surgery) };
    return { network, ...openNetwork(wires, network.weights, this.kernel) };
  }
}
