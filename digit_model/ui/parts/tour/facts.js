// What every step's texts may say of the newest reading, by the name of the placeholder.

import { percent, whole } from "../../lib/display/show.js";
import { byProbability } from "../../lib/network/verdict.js";

export function factsOf({ probabilities, levels, network }) {
  const order = byProbability(probabilities);
  return {
    digit: order[0],
    share: percent(probabilities[order[0]]),
    second: order[1],
    secondShare: percent(probabilities[order[1]]),
    inked: levels.filter((level) => level > 0).length, // pixels that are not plain paper
    parameters: whole(network.parameters),
  };
}
