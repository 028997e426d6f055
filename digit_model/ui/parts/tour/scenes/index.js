// The scenes of every chapter, one for each of its steps, in order. A chapter may have fewer: then the text stands alone.

import { scenes as whatWeBuild } from "./00-what-we-build.js";
import { scenes as matrix } from "./01-matrix.js";
import { scenes as learning } from "./02-learning.js";
import { scenes as convolution } from "./03-convolution.js";
import { scenes as pooling } from "./04-pooling.js";
import { scenes as activation } from "./05-activation.js";
import { scenes as fullyConnected } from "./06-fully-connected.js";
import { scenes as loss } from "./07-loss.js";
import { scenes as optimiser } from "./08-optimiser.js";
import { scenes as trainingLoop } from "./09-training-loop.js";
import { scenes as validation } from "./10-validation.js";
import { scenes as data } from "./11-data.js";
import { scenes as gpu } from "./12-gpu.js";
import { scenes as detection } from "./13-detection.js";

const SCENES = [
  whatWeBuild, matrix, learning, convolution, pooling, activation, fullyConnected,
  loss, optimiser, trainingLoop, validation, data, gpu, detection,
]; // prettier-ignore

const nothing = () => ({});

// The scene of a step, such as "3.2": a function (place, tour) => { see, outcome, facts, reveal, leave }, see step.js.
export function sceneOf(step) {
  const [chapter, at] = step.split(".").map(Number);
  return SCENES[chapter]?.[at - 1] ?? nothing;
}
