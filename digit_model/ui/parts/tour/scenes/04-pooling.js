// Chapter 4: a window by hand; what a number sees; a shift by some pixels; the average in place of the maximum.

import { byHand } from "./04-by-hand.js";
import { exchanged } from "./04-exchanged.js";
import { shifted } from "./04-shifted.js";
import { widening } from "./04-widening.js";

export const scenes = [byHand, widening, shifted, exchanged];
