// What a network costs, by the description of its stages (digit_model/explain/wiring.py).

const biasesOf = ({ weights, shape }) => (weights > 0 ? shape[0] : 0); // one an output channel

// How many numbers the network has learned.
export function parameters(wires) {
  return wires.reduce((sum, wire) => sum + wire.weights + biasesOf(wire), 0);
}

// How many products one digit takes: every weight is used once for each place of its stage's map.
export function multiplications(wires) {
  const placesOf = ([, height = 1, width = 1]) => height * width;
  return wires.reduce((sum, { weights, shape }) => sum + weights * placesOf(shape), 0);
}
