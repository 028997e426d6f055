// The gradient of the loss with respect to every weight of a network, by backpropagation.
//
// Here and in training.js,
//   open:     (wires, weights) -> a network as openNetwork() in network.js gives it; with its kernel, say.
//   network:  { wires, weights }, as digit_model/explain/wiring.py describes it.
//   examples: [{ ink, label }], a digit as Float32Array(784) in 0..1 and what it was meant to be, 0..9.
//   lossOf:   crossEntropy or squaredError of loss.js. Of several examples all losses and gradients are means.

import { weightsByStage } from "../network/weights.js";
import { crossEntropy } from "./loss.js";
import * as stageGradients from "./stage-gradients.js";

const { convolution, linear, maximum, mean, passedOn } = stageGradients;
const INK = [1, 28, 28]; // the shape of what the first stage looks at
const KINDS = { convolution, linear, maximum, mean, rectifier: passedOn, row: passedOn };

// { loss, gradient }: a number, and a Float32Array in the order of the weights.
export function lossAndGradient(open, network, examples, lossOf) {
  const work = gradientInParts(open, network, examples, lossOf);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

// The same as a generator that stops after every digit, for whoever has to share the time with the pen.
export function* gradientInParts(open, { wires, weights }, examples, lossOf = crossEntropy) {
  const opened = open(wires, weights);
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (const { ink, label } of examples) {
    const trace = opened.trace(ink);
    const { loss, slopes } = lossOf(opened.logits(), label);
    total += loss;
    addGradient({ wires, weights }, ink, trace, slopes, sums);
    yield;
  }
  const gradient = new Float32Array(sums.map((sum) => sum / examples.length));
  return { loss: total / examples.length, gradient };
}

// The loss alone.
export function meanLoss(open, { wires, weights }, examples, lossOf = crossEntropy) {
  const opened = open(wires, weights);
  const losses = examples.map(({ ink, label }) => {
    opened.trace(ink);
    return lossOf(opened.logits(), label).loss;
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / examples.length;
}

// Adds one digit's gradient to `sums`: from the slopes of the loss, which lie at the logits, stage by stage to the ink.
function addGradient({ wires, weights }, ink, trace, slopes, sums) {
  const [learned, gradients] = [weightsByStage(wires, weights), weightsByStage(wires, sums)];
  let ofTo = slopes.slice();
  for (let at = wires.length - 1; at >= 0; at--) {
    const wire = wires[at];
    const { shape, from } = at > 0 ? { shape: wires[at - 1].shape, from: trace[wires[at - 1].name] } : { shape: INK, from: ink };
    if (wire.rectified || wire.kind === "rectifier") cutOff(ofTo, trace[wire.name]);
    const ofFrom = new Float64Array(from.length);
    const { weights: ofWeights, bias: ofBias } = gradients[wire.name];
    KINDS[wire.kind]({ wire, shape, from, weights: learned[wire.name].weights, ofTo, ofFrom, ofWeights, ofBias });
    ofTo = ofFrom;
  }
}

// A number that was made 0 stays 0 when its sum moves a little: the loss does not depend on that.
function cutOff(slopes, values) {
  for (let at = 0; at < slopes.length; at++) if (values[at] <= 0) slopes[at] = 0;
}
