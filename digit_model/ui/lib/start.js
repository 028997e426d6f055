// Starts a part of the page. One that explains a reading starts when the first is on the screen: until then it would keep
// the pad, and the network that reads, waiting.

import { hear } from "./events.js";

export const firstPainted = new Promise((resolve) => hear("digit-painted", resolve));

// given: what mount of the part's module takes. Until then the part keeps its room and shows nothing. At last html has the
// class has-NAME, even if the script failed: page.css shows the page then.
export async function start(name, isLate, given) {
  const { style } = given.element;
  if (isLate) {
    style.visibility = "hidden";
    await firstPainted;
  }
  try {
    const { mount } = await import(`../parts/${name}/${name}.js`);
    mount(given);
  } finally {
    style.visibility = "";
    document.documentElement.classList.add(`has-${name}`);
  }
}
