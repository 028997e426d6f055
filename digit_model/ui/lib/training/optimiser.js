// From a gradient to a step, with the arithmetic and the defaults of torch.optim.
//
// Each function takes the learning rate and gives a step: (weights, gradient) -> new weights, Float32Arrays all. A step
// of momentum or Adam remembers the gradients it has seen, so every run needs one of its own.

// torch.optim.SGD(lr): against the gradient.
export function sgd(rate) {
  return (weights, gradient) => weights.map((weight, at) => weight - rate * gradient[at]);
}

// torch.optim.SGD(lr, momentum): against a sum of all gradients, in which older ones fade.
export function momentum(rate, share = 0.9) {
  let velocity = null;
  return (weights, gradient) => {
    velocity = velocity ? velocity.map((speed, at) => share * speed + gradient[at]) : gradient.slice();
    return weights.map((weight, at) => weight - rate * velocity[at]);
  };
}

// torch.optim.Adam(lr): against the mean of the gradients so far, divided weight by weight by their usual size.
// Both means begin at 0 and are therefore too small at first; the corrections make up for that.
export function adam(rate, [memory, memoryOfSquares] = [0.9, 0.999], least = 1e-8) {
  let [means, squares, steps] = [null, null, 0];
  return (weights, gradient) => {
    means ??= new Float32Array(weights.length);
    squares ??= new Float32Array(weights.length);
    steps += 1;
    const [correction, correctionOfSquares] = [1 - memory ** steps, 1 - memoryOfSquares ** steps];
    means = means.map((mean, at) => memory * mean + (1 - memory) * gradient[at]);
    squares = squares.map((square, at) => memoryOfSquares * square + (1 - memoryOfSquares) * gradient[at] ** 2);
    return weights.map((weight, at) => {
      const size = Math.sqrt(squares[at] / correctionOfSquares) + least;
      return weight - (rate * means[at]) / correction / size;
    });
  };
}
