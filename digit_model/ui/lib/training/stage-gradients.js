// Backpropagation through each kind of stage, the counterpart of what stages.js and convolution.js compute forward.
//
// Each function takes a stage: { wire, shape, from, weights } as those do, and the gradients of the loss: ofTo, with
// respect to its activation, which is known; ofFrom, ofWeights and ofBias, with respect to its input, weights and biases,
// which it adds to. A number whose gradient is 0 moves nothing and is skipped: below a maximum, that is three of four.

export function linear({ from, weights, ofTo, ofFrom, ofWeights, ofBias }) {
  const inputs = from.length;
  for (let output = 0; output < ofTo.length; output++) {
    const slope = ofTo[output];
    if (slope === 0) continue;
    ofBias[output] += slope;
    for (let input = 0, at = output * inputs; input < inputs; input++, at++) {
      ofWeights[at] += slope * from[input];
      ofFrom[input] += slope * weights[at];
    }
  }
}

export function convolution(stage) {
  const { wire, ofTo, ofBias } = stage;
  forEachNumber(wire.shape, (at, output, row, column) => {
    const slope = ofTo[at];
    if (slope === 0) return;
    ofBias[output] += slope;
    addWindow(stage, slope, output, row * wire.stride - wire.padding, column * wire.stride - wire.padding);
  });
}

// One number of a convolution: its slope goes to the weights of its kernel and to what its window sees, which begins at
// top and left. Where the window is over the padding there is nothing to add to.
function addWindow({ wire, shape, from, weights, ofFrom, ofWeights }, slope, output, top, left) {
  const [channels, height, width] = shape;
  const { window, groups } = wire;
  const each = channels / groups; // input channels that one output channel sees
  const first = Math.floor((output * groups) / wire.shape[0]) * each;
  const [firstRow, lastRow] = [Math.max(0, -top), Math.min(window, height - top)];
  const [firstColumn, lastColumn] = [Math.max(0, -left), Math.min(window, width - left)];
  for (let channel = 0; channel < each; channel++) {
    for (let row = firstRow; row < lastRow; row++) {
      const seen = ((first + channel) * height + top + row) * width + left;
      const kernel = ((output * each + channel) * window + row) * window;
      for (let column = firstColumn; column < lastColumn; column++) {
        ofWeights[kernel + column] += slope * from[seen + column];
        ofFrom[seen + column] += slope * weights[kernel + column];
      }
    }
  }
}

// Only the largest number of a window has any effect; of several equal ones the first, as in PyTorch.
export function maximum({ wire, shape, from, ofTo, ofFrom }) {
  const [, height, width] = shape;
  forEachNumber(wire.shape, (at, channel, row, column) => {
    const corner = (channel * height + row * wire.stride) * width + column * wire.stride;
    ofFrom[placeOfLargest(from, corner, wire.window, width)] += ofTo[at];
  });
}

// Every number of a window counts alike.
export function mean({ wire, shape, ofTo, ofFrom }) {
  const [, height, width] = shape;
  const { window: side, stride } = wire;
  forEachNumber(wire.shape, (at, channel, row, column) => {
    const corner = (channel * height + row * stride) * width + column * stride;
    for (let place = 0; place < side ** 2; place++) {
      ofFrom[corner + Math.floor(place / side) * width + (place % side)] += ofTo[at] / side ** 2;
    }
  });
}

function placeOfLargest(values, corner, side, width) {
  let best = corner;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = corner + row * width + column;
      if (values[at] > values[best] || Number.isNaN(values[at])) best = at;
    }
  }
  return best;
}

// The same numbers in another shape, or rectified: gradient.js has already cleared what a rectifier cut off.
export function passedOn({ ofTo, ofFrom }) {
  for (let at = 0; at < ofTo.length; at++) ofFrom[at] += ofTo[at];
}

function forEachNumber([channels, rows = 1, columns = 1], visit) {
  for (let channel = 0, at = 0; channel < channels; channel++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) visit(at++, channel, row, column);
    }
  }
}
