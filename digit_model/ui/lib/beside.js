// Reads digits beside the live reading, in buffers of its own: those of the live network hold what the page shows.

import { convolutionKernel } from "./network/kernel.js";
import { Reader } from "./reader.js";

// A function that reads levels, a Uint8Array(784), with a network as a reading carries it, and gives a reading. It opens a
// network when it is first asked, and again only when the weights are others.
export function readerBeside() {
  let reader = null;
  return (network, levels) => {
    if (reader?.network.weights !== network.weights) reader = new Reader(network, network.weights, convolutionKernel());
    return reader.read(levels);
  };
}
