// The network in the page: a fold over its named stages, as digit_model/network.py's StagedNet is one.
//
// openNetwork(wires, weights, kernel) gives { trace(ink), resume(name), logits() }.
//   wires:   one description for each stage, in order, as digit_model/explain/wiring.py writes it.
//   weights: Float32Array; each stage's weights and then its biases, in order. They are copied.
//   kernel:  what convolutionKernel() in kernel.js gives; null for plain JavaScript. Networks may share one.
//   trace(ink):   takes a Float32Array(784) in 0..1 and gives { stage name: Float32Array }, in order. These are the
//                 network's own buffers, in the order (channel, row, column); the next trace fills them anew.
//   resume(name): computes the stages after the named one anew from what its buffer holds now. The caller may have
//                 changed that. No earlier buffer is read or written.
//   logits():     the last stage's buffer.
// Throws: UnknownStage for a kind of stage that nothing here computes; RangeError for weights that are more or fewer
//         than the stages have, and for a name that no stage has.

import { convolution } from "./network/convolution.js";
import { sizeOf } from "./network/shape.js";
import { linear, maximum, mean, rectifier, rectify, row } from "./network/stages.js";
import { countOf, weightsByStage } from "./network/weights.js";

const SIDE = 28; // pixels of a digit, across and down

export class UnknownStage extends Error {
  constructor({ name, kind }) {
    super(`stage ${name} is of the unknown kind ${kind}`);
    this.name = "UnknownStage";
  }
}

export function openNetwork(wires, weights, kernel = null) {
  const ink = new Float32Array(SIDE * SIDE);
  const stages = connected(wires, weights, ink);
  const kinds = { convolution: kernel ?? convolution, linear, maximum, mean, rectifier, row };
  const runs = stages.map((stage) => runOf(stage, kinds));
  const activations = Object.fromEntries(stages.map(({ wire, to }) => [wire.name, to]));

  function runFrom(first) {
    for (let at = first; at < runs.length; at++) runs[at]();
  }

  return {
    trace(digit) {
      ink.set(digit);
      runFrom(0);
      return activations;
    },
    resume(name) {
      const at = wires.findIndex((wire) => wire.name === name);
      if (at < 0) throw new RangeError(`no stage is named ${name}`);
      runFrom(at + 1);
    },
    logits: () => stages.at(-1).to,
  };
}

// Each stage with its share of the weights and its buffer, which the stage after it looks at.
function connected(wires, weights, ink) {
  const count = countOf(wires);
  if (count !== weights.length) throw new RangeError(`${weights.length} weights for stages that have ${count}`);
  const own = weightsByStage(wires, weights.slice());
  let [from, shape] = [ink, [1, SIDE, SIDE]];
  return wires.map((wire) => {
    const stage = { wire, shape, from, to: new Float32Array(sizeOf(wire.shape)), ...own[wire.name] };
    [from, shape] = [stage.to, wire.shape];
    return stage;
  });
}

// Whether the page can compute all stages. One of another kind is read by the server, and nothing can be done to it here.
export const isComputable = (wires) => wires.every(({ kind }) => kind !== "unknown");

function runOf(stage, kinds) {
  if (!Object.hasOwn(kinds, stage.wire.kind)) throw new UnknownStage(stage.wire);
  const run = kinds[stage.wire.kind](stage);
  if (!stage.wire.rectified) return run;
  return () => {
    run();
    rectify(stage.to);
  };
}
