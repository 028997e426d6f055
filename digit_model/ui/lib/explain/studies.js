// The explanations that take longer than a frame, for whoever has the time: study-worker.js, or the page.

import { openNetwork } from "../network.js";
import { convolutionKernel } from "../network/kernel.js";
import { occlusion } from "./occlusion.js";
import { ranking } from "./ranking.js";

const STUDIES = {
  ranking: ({ network, wires }, ink) => ranking(network, wires, ink),
  occlusion: ({ network }, ink) => occlusion(network, ink),
};

// Gives a function that answers { kind, wires, weights, ink }, where kind is "ranking" or "occlusion". A question
// without wires and weights is about the network of the question before: opening one takes time.
export function openStudies() {
  let opened = null;
  return ({ kind, wires, weights, ink }) => {
    if (weights) opened = { wires, network: openNetwork(wires, weights, convolutionKernel()) };
    return STUDIES[kind](opened, ink);
  };
}
