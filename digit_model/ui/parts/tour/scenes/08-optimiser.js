// Chapter 8: one step; the landscape along the gradient; SGD, momentum and Adam; any learning rate.

import { landscape } from "./08-landscape.js";
import { race } from "./08-race.js";
import { rates } from "./08-rate.js";
import { oneStep } from "./08-step.js";

export const scenes = [oneStep, landscape, race, rates];
