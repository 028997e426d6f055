// Why this digit and not the other: the last stage is linear, so what parts two logits splits exactly into terms.

import { weightsByStage } from "./weights.js";

// Splits logit(digit) - logit(other) into { terms, bias, total }, in logits: the terms and the bias add up to the total.
// Each number that goes into the last stage has one term, { address, value, weight, term }. The address is
// "STAGE.INDEX", the weight is the digit's less the other's, and the term is value x weight.
// trace: { stage name: Float32Array }.
//
// Throws TypeError if the last stage is not linear: its logits do not split into terms.
export function ledgerOf(wires, weights, trace, digit, other) {
  const [before, last] = wires.slice(-2);
  if (last.kind !== "linear" || last.rectified) throw new TypeError(`the last stage, ${last.name}, is not linear`);
  const { weights: matrix, bias } = weightsByStage(wires, weights)[last.name];
  const values = trace[before.name];
  const terms = Array.from(values, (value, index) => {
    const weight = matrix[digit * values.length + index] - matrix[other * values.length + index];
    return { address: `${before.name}.${index}`, value, weight, term: value * weight };
  });
  const logits = trace[last.name];
  return { terms, bias: bias[digit] - bias[other], total: logits[digit] - logits[other] };
}
