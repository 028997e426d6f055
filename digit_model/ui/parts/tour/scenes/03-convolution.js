// Chapter 3: a kernel slides; padding and stride; channels are summed; the learned kernels.

import { channels } from "./03-channels.js";
import { learned } from "./03-learned.js";
import { padding } from "./03-padding.js";
import { sliding } from "./03-sliding.js";

export const scenes = [sliding, padding, channels, learned];
