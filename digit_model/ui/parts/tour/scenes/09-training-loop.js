// Chapter 9: the loop line by line; batches and epochs; what is saved; when the visitor's digit was learned.

import { batches } from "./09-batch.js";
import { file } from "./09-file.js";
import { whenLearned } from "./09-learned.js";
import { loop } from "./09-loop.js";

export const scenes = [loop, batches, file, whenLearned];
