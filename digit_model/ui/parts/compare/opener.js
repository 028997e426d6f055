// Opens the networks that a visitor may compare with.

import { fetchNumbers } from "../../lib/browser/download.js";
import { isComputable } from "../../lib/network.js";
import { convolutionKernel } from "../../lib/network/kernel.js";
import { Reader } from "../../lib/reader.js";

const FOREIGN = { failure: "foreign" };

// open(model, again) promises { reader } of that network; { failure, said } if there is none, or "foreign" if the page cannot
// compute it; or null if the server did not answer. again: an earlier try failed, so nothing is taken from the browser's cache.
// bundled: { name: network } of those whose description came with the page, as server/networks.py gives it.
export function opener(bundled, server) {
  return async (model, again) => {
    const network = bundled[model] ?? (await server.other_network({ model }));
    if (!network || network.failure) return network ?? null;
    if (!isComputable(network.wires)) return FOREIGN;
    const weights = await fetchNumbers(network.weights, again);
    return weights && { reader: new Reader(network, weights, convolutionKernel()) };
  };
}
