// What each kind of stage but the convolution computes (convolution.js). Each function makes a stage's run: called without
// arguments, it fills `to` with the activation of what `from` holds at that moment.
//
// A stage is { wire, shape, from, to, weights, bias }: its description (digit_model/explain/wiring.py), the shape of what
// it looks at, (channels, height, width) or (length), the two buffers, and its weights (outputs, inputs) in one row.

export function linear({ from, to, weights, bias }) {
  return () => {
    for (let output = 0; output < to.length; output++) {
      to[output] = bias[output] + dotProduct(weights, output * from.length, from);
    }
  };
}

// The largest number of each window. A row or column that fills no whole window is left out.
export function maximum({ wire, shape, from, to }) {
  const [channels, height, width] = shape;
  const [, rows, columns] = wire.shape;
  return () => {
    let place = 0;
    for (let channel = 0; channel < channels; channel++) {
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const corner = (channel * height + row * wire.stride) * width + column * wire.stride;
          to[place++] = largest(from, corner, wire.window, width);
        }
      }
    }
  };
}

function largest(values, corner, side, width) {
  let most = -Infinity;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) most = Math.max(most, values[corner + row * width + column]);
  }
  return most;
}

// The same numbers as one row: channel by channel they lie in a row already.
export function row({ from, to }) {
  return () => to.set(from);
}

export function rectifier({ from, to }) {
  return () => {
    to.set(from);
    rectify(to);
  };
}

export function rectify(values) {
  for (let at = 0; at < values.length; at++) if (values[at] < 0) values[at] = 0;
}

// Four sums side by side: a processor begins the next product before the one before it is added.
export function dotProduct(weights, start, values) {
  const whole = values.length - (values.length % 4);
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let at = 0; at < whole; at += 4) {
    first += weights[start + at] * values[at];
    second += weights[start + at + 1] * values[at + 1];
    third += weights[start + at + 2] * values[at + 2];
    fourth += weights[start + at + 3] * values[at + 3];
  }
  for (let at = whole; at < values.length; at++) first += weights[start + at] * values[at];
  return first + second + third + fourth;
}
