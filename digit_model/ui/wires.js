// The network as explain/wiring.py describes it, with the numbers of one digit: places, fields and terms. Pure functions;
// an address is "STAGE.CHANNEL.ROW.COLUMN", or "STAGE.INDEX" in a vector.

const floats = (base64) => new Float32Array(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer);
const sizeOf = (shape) => shape.reduce((product, length) => product * length, 1);

// Cuts the rows of numbers that Python sends into stages: each wire gets values, kernel and bias, and its neighbours.
function connected(wires, values, weights) {
  let value = 0;
  let weight = 0;
  const stages = wires.map((wire) => {
    const own = values.subarray(value, (value += sizeOf(wire.shape)));
    const kernel = weights.subarray(weight, (weight += wire.weights));
    const bias = weights.subarray(weight, (weight += wire.weights ? wire.shape[0] : 0));
    return { ...wire, values: own, kernel, bias };
  });
  stages.forEach((stage, at) => Object.assign(stage, { before: stages[at - 1], after: stages[at + 1] }));
  return new Map(stages.map((stage) => [stage.name, stage]));
}

const planeOf = ({ shape }) => (shape.length === 3 ? shape : [shape[0], 1, 1]);

function addressOf(stage, index) {
  if (stage.shape.length === 1) return `${stage.name}.${index}`;
  const [, height, width] = stage.shape;
  const row = Math.floor(index / width);
  return [stage.name, Math.floor(row / height), row % height, index % width].join(".");
}

// { stage, index, channel, row, column }, or null if this network has no such place.
function placeOf(network, address) {
  const [name, ...numbers] = address.split(".");
  const stage = network.get(name);
  const fits = stage && numbers.length === stage.shape.length && numbers.every((n, axis) => Number(n) < stage.shape[axis]);
  if (!fits || !numbers.every((n) => /^\d+$/.test(n))) return null;
  const [channel, row = 0, column = 0] = numbers.map(Number);
  const [, height, width] = planeOf(stage);
  return { stage, channel, row, column, index: (channel * height + row) * width + column };
}

// The inputs that a convolution or a maximum looks at: one window of each channel it sees.
function windows({ stage, channel, row, column }) {
  const { kernel, window: side, stride, padding, groups, before, kind } = stage;
  const [channels, height, width] = planeOf(before);
  const each = kind === "maximum" ? 1 : channels / groups;
  const first = kind === "maximum" ? channel : Math.floor((channel * groups) / stage.shape[0]) * each;
  return Array.from({ length: each }, (_, input) => {
    const cells = Array.from({ length: side * side }, (_, place) => {
      const y = row * stride - padding + Math.floor(place / side);
      const x = column * stride - padding + (place % side);
      const inside = y >= 0 && x >= 0 && y < height && x < width;
      const index = ((first + input) * height + y) * width + x;
      const value = inside ? before.values[index] : 0; // the padding is zeros
      const weight = kind === "maximum" ? 1 : kernel[(channel * each + input) * side * side + place];
      return { from: inside ? addressOf(before, index) : null, value, weight, product: value * weight };
    });
    return { channel: first + input, cells, sum: cells.reduce((sum, cell) => sum + cell.product, 0) };
  });
}

// What a number of a vector is a weighted sum of.
function weighted({ stage, index }) {
  const { kernel, before } = stage;
  const inputs = before.values.length;
  return Array.from(before.values, (value, input) => {
    const weight = kernel[index * inputs + input];
    return { from: addressOf(before, input), value, weight, product: value * weight };
  });
}

// The box of pixels of the stage before that a box of this stage's pixels is made of; null stands for all of a stage.
function fieldBefore(stage, box) {
  const { before, kind, stride, padding, groups } = stage;
  if (kind === "rectifier" || !box) return box;
  if (kind === "row") return boxAt(before, box.index);
  if (kind !== "convolution" && kind !== "maximum") return null;
  const [, height, width] = planeOf(before);
  const own = "index" in box ? { channels: [box.index], top: 0, bottom: 0, left: 0, right: 0 } : box;
  const clamp = (value, length) => Math.min(length - 1, Math.max(0, value));
  const last = stage.window - 1 - padding;
  return {
    channels: kind === "maximum" || groups > 1 ? own.channels : null, // a convolution by groups keeps channels apart
    top: clamp(own.top * stride - padding, height),
    bottom: clamp(own.bottom * stride + last, height),
    left: clamp(own.left * stride - padding, width),
    right: clamp(own.right * stride + last, width),
  };
}

function whole({ shape }) {
  return shape.length === 3 ? { channels: null, top: 0, bottom: shape[1] - 1, left: 0, right: shape[2] - 1 } : null;
}

function boxAt(stage, index) {
  if (stage.shape.length === 1) return { index };
  const [channel, row, column] = addressOf(stage, index).split(".").slice(1).map(Number);
  return { channels: [channel], top: row, bottom: row, left: column, right: column };
}

// { stage name: box } of a place and of its receptive field on every earlier stage; null for all of a vector.
function fields({ stage, index }) {
  const found = { [stage.name]: boxAt(stage, index) };
  for (let at = stage, box = found[stage.name]; at.before; at = at.before) {
    box = fieldBefore(at, box);
    found[at.before.name] = box ?? whole(at.before);
  }
  return found;
}

// Where a number counts most in the next stage: { to, product } or for a maximum { to, wins }; null at the end.
function goesTo(place) {
  const next = place.stage.after;
  const value = place.stage.values[place.index];
  if (!next) return null;
  if (next.kind === "row" || next.kind === "rectifier" || next.kind === "softmax") return { to: addressOf(next, place.index) };
  let best = null;
  for (const { index, weight } of outputsOf(next, place)) {
    if (!best || Math.abs(weight) > Math.abs(best.weight)) best = { index, weight };
  }
  if (!best) return null; // the last row or column, which pooling leaves over
  const to = addressOf(next, best.index);
  if (next.kind !== "maximum") return { to, product: best.weight * value };
  const [{ cells }] = windows(placeOf(new Map([[next.name, next]]), to));
  return { to, wins: cells.every((cell) => cell.value <= value) };
}

// The numbers of a stage that a number of the stage before goes into, each with its weight there.
function* outputsOf(next, { stage, index, channel, row, column }) {
  const { kind, kernel, window, stride, padding, groups } = next;
  const [outputs, height, width] = planeOf(next);
  if (kind === "linear") {
    for (let to = 0; to < outputs; to++) yield { index: to, weight: kernel[to * stage.values.length + index] };
    return;
  }
  const reach = (at, length) => {
    const first = Math.max(0, Math.ceil((at + padding - window + 1) / stride));
    return [first, Math.min(length - 1, Math.floor((at + padding) / stride))];
  };
  const [top, bottom] = reach(row, height);
  const [left, right] = reach(column, width);
  const each = planeOf(stage)[0] / groups;
  const mine = kind === "maximum" || groups > 1 ? [channel] : Array(outputs).keys(); // channels kept apart, or not
  for (const output of mine) {
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const place = (row + padding - y * stride) * window + column + padding - x * stride;
        const weight = kind === "maximum" ? 1 : kernel[(output * each + (channel % each)) * window * window + place];
        yield { index: (output * height + y) * width + x, weight };
      }
    }
  }
}
