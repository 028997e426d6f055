// How sure is sure: the ten scores, how far they stand out, and what follows from that, in numbers.

import { send } from "../../lib/events.js";
import { study } from "../../lib/explain/study.js";
import { Scores } from "./scores.js";
import { Sums } from "./sums.js";

export function mount({ element }) {
  const scores = new Scores(element.querySelector(".scores"), (address) => send("pin", { address }));
  const sums = new Sums(element);
  study(element, ask, (answer) => {
    if (!answer) return;
    scores.show(answer);
    sums.show(answer);
  });
}

// The reading's stages are buffers that the next one fills, so what is shown of them is copied.
function ask({ network, stages, verdict, candidates, evidence }) {
  const stage = network.wires.at(-1).name;
  const scores = [...stages[stage]];
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return { stage, scores, mean, verdict, candidates, evidence, thresholds: network.thresholds };
}
