// Says of every reading whether the network that gave it is operated on.

import { hear, send } from "../../lib/events.js";

export function mount({ element }) {
  const line = element.querySelector("p");
  const count = element.querySelector("b");
  hear("digit-read", ({ surgery }) => {
    line.toggleAttribute("hidden", surgery.length === 0);
    if (surgery.length) count.textContent = surgery.length; // at every update it would cost a style
  });
  element.querySelector("button").addEventListener("click", () => send("surgery-changed", []));
}
