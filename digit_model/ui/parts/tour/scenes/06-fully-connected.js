// Chapter 6: 1,568 numbers become 16; a score is a sum; what parts the first two digits; what a number speaks for.

import { flattened } from "./06-flattened.js";
import { speaking } from "./06-speaking.js";
import { lead, score } from "./06-sums.js";

export const scenes = [flattened, score, lead, speaking];
