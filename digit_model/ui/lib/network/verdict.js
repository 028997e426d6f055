// What a reading amounts to, as digit_model/verdict.py and reader.py decide it.
//
// verdictOf(ink, logits, thresholds) gives { verdict, candidates, probabilities, evidence }.
//   ink:        the digit that the network saw; without any, the verdict is "blank".
//   logits:     the network's ten numbers.
//   thresholds: { evidence, probability }, stored with the checkpoint: with less evidence it is "not a digit"; every
//               digit at least so probable may be the answer.
//   verdict:    "digit", "unsure", "not a digit" or "blank".
//   candidates: names of the digits that may be the answer, most probable first: one for "digit", several for "unsure",
//               otherwise none.
//   probabilities: Float64Array(10), which sums to 1; zeros for "blank".
//   evidence:   how far the logits stand out from their own mean, see below; 0 for "blank".

import { logOfPowers, softmax } from "./softmax.js";

export function verdictOf(ink, logits, thresholds) {
  if (!ink.some((value) => value > 0)) {
    return { verdict: "blank", candidates: [], probabilities: new Float64Array(logits.length), evidence: 0 };
  }
  const probabilities = softmax(logits);
  const evidence = evidenceOf(logits);
  if (evidence < thresholds.evidence) return { verdict: "not a digit", candidates: [], probabilities, evidence };
  const candidates = likely(probabilities, thresholds.probability);
  return { verdict: candidates.length === 1 ? "digit" : "unsure", candidates, probabilities, evidence };
}

// All digits, most probable first.
export function byProbability(probabilities) {
  return [...probabilities.keys()].sort((one, other) => probabilities[other] - probabilities[one]);
}

// How far the logits stand out from their own mean: the logarithm of the sum of their powers, less the mean.
function evidenceOf(logits) {
  return logOfPowers(logits) - sum(logits) / logits.length;
}

// The names of all digits at least so probable, most probable first; of the most probable one in any case.
function likely(probabilities, least) {
  const count = probabilities.filter((probability) => probability >= least).length;
  return byProbability(probabilities).slice(0, Math.max(1, count)).map(String);
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
