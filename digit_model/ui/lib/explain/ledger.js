// Why this digit and not the other: the last stage is linear, so what parts two logits splits exactly into terms.

import { weightsByStage } from "../network/weights.js";

// Splits logit(digit) - logit(other) into { terms, bias, total }, in logits: the terms and the bias add up to the total.
// Each number that goes into the last stage has one term, { address, value, weight, term }. The address is
// "STAGE.INDEX", the weight is the digit's less the other's, and the term is value x weight.
// trace: { stage name: Float32Array }.
//
// Throws TypeError if the last stage is not linear: its logits do not split into terms.
export function ledgerOf(wires, weights, trace, digit, other) {
  return split(wires, weights, trace, (of) => of(digit) - of(other));
}

// Splits logit(digit) alone in the same way.
export function scoreOf(wires, weights, trace, digit) {
  return split(wires, weights, trace, (of) => of(digit));
}

// weighed(of): what is split, of any numbers that every digit has one of, of(digit).
function split(wires, weights, trace, weighed) {
  const [before, last] = wires.slice(-2);
  if (last.kind !== "linear" || last.rectified) throw new TypeError(`the last stage, ${last.name}, is not linear`);
  const { weights: matrix, bias } = weightsByStage(wires, weights)[last.name];
  const values = trace[before.name];
  const terms = Array.from(values, (value, index) => {
    const weight = weighed((digit) => matrix[digit * values.length + index]);
    return { address: `${before.name}.${index}`, value, weight, term: value * weight };
  });
  const logits = trace[last.name];
  return { terms, bias: weighed((digit) => bias[digit]), total: weighed((digit) => logits[digit]) };
}
