// Chapter 10: digits that trained nothing; the confusion matrix; why the test set must not steer.

import { guessers } from "./10-guessers.js";
import { matrix } from "./10-matrix.js";
import { wall } from "./10-wall.js";

export const scenes = [wall, matrix, guessers];
