// Chapter 12: how fast this browser reads; how fast the server does, by ones and by batches; how a network comes to a GPU.

import { moving } from "./12-moving.js";
import { page } from "./12-page.js";
import { server } from "./12-server.js";

export const scenes = [page, server, moving];
