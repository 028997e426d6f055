// Chapter 13: a number's digits are found; what becomes of digits that touch; many windows; ten networks.

import { found } from "./13-found.js";
import { networks } from "./13-networks.js";
import { touching } from "./13-touching.js";
import { windows } from "./13-windows.js";

export const scenes = [found, touching, windows, networks];
