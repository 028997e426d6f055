// From logits to probabilities. Pure functions.

// e to the power of each logit, as a share of their sum. Less the largest logit, no power is too large for a number.
export function softmax(logits) {
  const largest = Math.max(...logits);
  const powers = Float64Array.from(logits, (logit) => Math.exp(logit - largest));
  const total = sum(powers);
  return powers.map((power) => power / total);
}

// The logarithm of the sum of those powers. A logit less this is the logarithm of its probability, even of one that is
// too small for a number.
export function logOfPowers(logits) {
  const largest = Math.max(...logits);
  return largest + Math.log(sum(Float64Array.from(logits, (logit) => Math.exp(logit - largest))));
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
