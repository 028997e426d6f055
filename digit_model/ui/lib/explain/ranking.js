// Which channels the answer needs: each is switched off in turn, and the rest of the network runs again.

import { sites } from "./surgery.js";

// [{ stage, channel, drop }]: every channel that can be operated on, the one that the answer needs most first. drop:
// how far the evidence for the answer falls without it, in logits. ink: Float32Array(784).
//
// A channel switched off is 0 after its stage, so this gives what `operated` would, without running the stages before.
// The network's buffers hold the trace of ink afterwards.
export function ranking(network, wires, ink) {
  const trace = network.trace(ink);
  const answer = network.logits().indexOf(Math.max(...network.logits()));
  const found = Object.entries(sites(wires)).flatMap(([stage, { channels }]) => {
    const drops = dropsWithoutEach(network, stage, trace[stage], channels, answer);
    return drops.map((drop, channel) => ({ stage, channel, drop }));
  });
  return found.sort((one, other) => other.drop - one.drop);
}

function dropsWithoutEach(network, stage, activation, channels, answer) {
  const size = activation.length / channels;
  const before = evidenceFor(network.logits(), answer);
  const drops = Array.from({ length: channels }, (_, channel) => {
    const own = activation.subarray(channel * size, (channel + 1) * size);
    if (own.every((value) => value === 0)) return 0; // it is off already
    const kept = own.slice();
    own.fill(0);
    network.resume(stage);
    own.set(kept);
    return before - evidenceFor(network.logits(), answer);
  });
  network.resume(stage);
  return drops;
}

// How far the answer's logit stands above the mean of the others.
function evidenceFor(logits, answer) {
  const sum = logits.reduce((total, logit) => total + logit, 0);
  return logits[answer] - (sum - logits[answer]) / (logits.length - 1);
}
