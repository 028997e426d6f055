// Where the weights of each stage lie in the row of all weights: a stage's weights and then its biases, stage after
// stage, as digit_model/explain/wiring.py puts them there.

// { stage name: { weights, bias } }, both empty for a stage that has none. They are views into the row, which changes
// with what is written there.
export function weightsByStage(wires, weights) {
  let at = 0;
  const next = (length) => weights.subarray(at, (at += length));
  const cut = (wire) => ({ weights: next(wire.weights), bias: next(biasesOf(wire)) });
  return Object.fromEntries(wires.map((wire) => [wire.name, cut(wire)]));
}

// How long the row is.
export const countOf = (wires) => wires.reduce((sum, wire) => sum + wire.weights + biasesOf(wire), 0);

const biasesOf = (wire) => (wire.weights > 0 ? wire.shape[0] : 0);
