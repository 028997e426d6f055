// Starts a part of the page. One that explains a reading starts when the first is on the screen: until then it would keep
// the pad, and the network that reads, waiting.

import { hear } from "./events.js";

export const firstPainted = new Promise((resolve) => hear("digit-painted", resolve));

// given: what mount of the part's module takes. At last html has the class has-NAME, even if the script failed: page.css
// shows the page then.
export async function start(name, isLate, given) {
  if (isLate) await firstPainted;
  try {
    const { mount } = await import(`../parts/${name}/${name}.js`);
    mount(given);
  } finally {
    document.documentElement.classList.add(`has-${name}`);
  }
}
