// Chapter 1: the numbers of a picture; one of them changed; a colour picture has three times as many.

import { colours } from "./01-colours.js";
import { pixels } from "./01-pixels.js";
import { zoom } from "./01-zoom.js";

export const scenes = [zoom, pixels, colours];
