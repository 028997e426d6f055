// Chapter 2: a rule written by hand; kinds of networks; what convolutional ones are for; a model in code.

import { modelClass } from "./02-class.js";
import { kinds } from "./02-kinds.js";
import { rule } from "./02-rule.js";
import { tasks } from "./02-tasks.js";

export const scenes = [rule, kinds, tasks, modelClass];
