// Pictures need the server. Gradio gives its page up for good when one of its events finds no server, so an event first waits
// here until there is one again.

import { send } from "../events.js";

const RETRY_MS = 2000;
const PLACE = "gradio_api/app_id"; // answers at once, and does nothing

async function reached() {
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

let asked = 0; // number of the newest example picture

// An example picture was chosen. If another one is while this one waits, Gradio must not ask for this one: they could come in
// either order.
export async function pictureAsked() {
  const own = ++asked;
  await reached();
  if (own !== asked) await new Promise(() => {}); // for ever: Gradio knows no other way to give an event up
}

// A picture was put into Gradio's input, or taken out of it.
export async function pictureSet(picture) {
  send("picture-set", picture && { name: picture.orig_name });
  if (picture) await reached();
  return picture;
}
