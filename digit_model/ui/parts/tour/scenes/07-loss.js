// Chapter 7: softmax; cross-entropy of a label; squared error beside it; which loss for which task.

import { costs } from "./07-cross-entropy.js";
import { shares } from "./07-softmax.js";
import { pushes } from "./07-squared.js";
import { which } from "./07-which.js";

export const scenes = [shares, costs, pushes, which];
