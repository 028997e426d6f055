// Digits that a scene has changed, read by the same network.

import { percent } from "../../../lib/display/show.js";
import { verdictOf } from "../../../lib/network/verdict.js";

// Gives (network, ink) => { verdict, candidates, probabilities, ... }, see lib/network/verdict.js.
export function readerFor(tour) {
  let opened = null;
  return ({ wires, weights, thresholds }, ink) => {
    if (opened?.weights !== weights) opened = { weights, network: tour.open(wires, weights) };
    return verdictOf(ink, Object.values(opened.network.trace(ink)).at(-1), thresholds);
  };
}

// In words: the chapter's label "digit", "unsure" or "none", which are those of the three verdicts.
export function answerWords(words, { verdict, candidates, probabilities }) {
  if (verdict === "digit") return words("digit", { digit: candidates[0], share: percent(probabilities[candidates[0]]) });
  return verdict === "unsure" ? words("unsure", { digits: candidates.join(" / ") }) : words("none");
}
