// Pictures need the server. Gradio gives its page up for good when one of its events finds no server, so an event first waits
// here until there is one again.

import { send } from "../events.js";

const RETRY_MS = 2000;
const PLACE = "gradio_api/app_id"; // answers at once, and does nothing

export async function reached() {
  while (!(await answers())) {
    send("server-away", true);
    await new Promise((wake) => setTimeout(wake, RETRY_MS));
  }
  send("server-away", false);
}

async function answers() {
  try {
    return (await fetch(new URL(PLACE, document.baseURI), { cache: "no-store" })).ok;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // fetch's own for a server that is not there
    return false;
  }
}

// A picture was put into Gradio's input, or taken out of it.
export async function pictureSet(picture) {
  send("picture-set", Boolean(picture));
  if (picture) await reached();
  return picture;
}
