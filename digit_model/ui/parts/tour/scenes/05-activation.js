// Chapter 5: what ReLU does; two layers without it are one; the maximum is not linear either; the network without its ReLU.

import { adding } from "./05-adding.js";
import { oneMatrix } from "./05-one-matrix.js";
import { rectifying } from "./05-rectifying.js";
import { without } from "./05-without.js";

export const scenes = [rectifying, oneMatrix, adding, without];
