// Chapter 0: from data to a page; what the file holds; what the network has not been shown.

import { chain } from "./00-chain.js";
import { shuffling } from "./00-shuffling.js";
import { unseen } from "./00-unseen.js";

export const scenes = [chain, shuffling, unseen];
