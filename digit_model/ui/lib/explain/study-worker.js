// A worker that answers the questions of studies.js: each message to it is one, and it answers with one message each,
// in the same order.

import { openStudies } from "./studies.js";

const answer = openStudies();

addEventListener("message", ({ data }) => postMessage(answer(data)));
