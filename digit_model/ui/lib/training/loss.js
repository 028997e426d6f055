// How wrong a network is about one digit, as a number that training makes smaller. Pure functions.
//
// Each takes the logits and the digit that was meant (label, 0 to 9), and gives { loss, slopes }; slopes is a Float64Array,
// the gradient of the loss with respect to each logit. A label outside 0..9 is a RangeError.

import { logOfPowers, softmax } from "../network/softmax.js";

// torch.nn.CrossEntropyLoss: the negative logarithm of the label's probability.
export function crossEntropy(logits, label) {
  const target = oneHot(label, logits.length);
  const slopes = softmax(logits).map((probability, digit) => probability - target[digit]);
  return { loss: logOfPowers(logits) - logits[label], slopes };
}

// torch.nn.MSELoss of the probabilities against 1 for the label and 0 for all others: the mean of the squared errors.
export function squaredError(logits, label) {
  const probabilities = softmax(logits);
  const target = oneHot(label, logits.length);
  const errors = probabilities.map((probability, digit) => probability - target[digit]);
  const [count, mean] = [errors.length, dot(errors, probabilities)];
  const slopes = errors.map((error, digit) => (2 / count) * probabilities[digit] * (error - mean));
  return { loss: dot(errors, errors) / count, slopes };
}

export function oneHot(label, count) {
  if (!Number.isInteger(label) || label < 0 || label >= count) throw new RangeError(`no digit is labelled ${label}`);
  return Float64Array.from({ length: count }, (_, digit) => (digit === label ? 1 : 0));
}

const dot = (one, other) => one.reduce((sum, number, at) => sum + number * other[at], 0);
