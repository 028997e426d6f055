// Chapter 11: how a drawing is prepared; siblings that lack a part; the mathematics that was needed.

import { autopsy } from "./11-autopsy.js";
import { product } from "./11-product.js";
import { siblings } from "./11-siblings.js";

export const scenes = [autopsy, siblings, product];
