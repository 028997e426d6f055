// Reads digits on the server, for a network with a stage that the page cannot compute. The same readings as lib/reader.js,
// later, and without operations.

import { Backoff } from "../../lib/browser/backoff.js";
import { base64Of, bytesOf } from "../../lib/display/show.js";
import { sizeOf } from "../../lib/network/shape.js";
import { inkOf, readingOf } from "../../lib/reader.js";

// The reading of levels whose activations, all in one row, are known.
export function readingOfRow(network, levels, row) {
  let at = 0;
  const cut = ({ name, shape }) => [name, row.subarray(at, (at += sizeOf(shape)))];
  const stages = Object.fromEntries(network.wires.map(cut));
  return readingOf({ network, levels, ink: inkOf(levels), stages });
}

export class RemoteReader {
  // weights: those of the stages that the page knows, to show what their numbers are made of.
  // activations({ digit }): the server's function, which gives every activation as base64 of one row of float32.
  constructor(network, weights, activations) {
    Object.assign(this, { network: { ...network, weights }, activations });
  }

  async read(levels) {
    return readingOfRow(this.network, levels, new Float32Array(bytesOf(await this.#asked(base64Of(levels))).buffer));
  }

  async #asked(digit) {
    for (const backoff = new Backoff(); ; await backoff.wait()) {
      const answer = await this.activations({ digit });
      if (answer) return answer;
    }
  }
}
