// Weighted sums in plain JavaScript: what a linear layer and each window of a convolution amount to.
//
// weightedSums(weights, bias, first, last, inputs, sums): for every output from first on, before last, sums[output] =
// bias[output] + the sum of inputs[at] * weights[output * inputs.length + at]. All are Float64Arrays but the bias.

const ABREAST = 4; // outputs

export function weightedSums(weights, bias, first, last, inputs, sums) {
  let output = first;
  for (; output + ABREAST <= last; output += ABREAST) fourSums(weights, bias, output, inputs, sums);
  for (; output < last; output++) oneSum(weights, bias, output, inputs, sums);
}

// Four sums abreast take half as long as one after the other: no addition has to wait for the one before it, and an
// input is read once for four products.
function fourSums(weights, bias, output, inputs, sums) {
  const count = inputs.length;
  let [first, second, third, fourth] = [bias[output], bias[output + 1], bias[output + 2], bias[output + 3]];
  for (let at = 0, weight = output * count; at < count; at++, weight++) {
    const input = inputs[at];
    first += input * weights[weight];
    second += input * weights[weight + count];
    third += input * weights[weight + 2 * count];
    fourth += input * weights[weight + 3 * count];
  }
  sums[output] = first;
  sums[output + 1] = second;
  sums[output + 2] = third;
  sums[output + 3] = fourth;
}

function oneSum(weights, bias, output, inputs, sums) {
  let sum = bias[output];
  for (let at = 0; at < inputs.length; at++) sum += inputs[at] * weights[output * inputs.length + at];
  sums[output] = sum;
}
