// What the network saw, with an outline of the part of it that "cells-lit" names.

import { hear, send } from "../../lib/events.js";
import { paintGrey } from "../../lib/show.js";

export function mount({ element }) {
  const canvas = element.querySelector("canvas");
  const lit = element.querySelector("rect");
  element.querySelector("button").addEventListener("click", () => send("question-asked", "autopsy"));
  hear("example-shown", ({ levels }) => paintGrey(canvas, levels));
  hear("digit-read", ({ levels }) => paintGrey(canvas, levels));
  hear("cells-lit", ({ digit: box }) => {
    lit.toggleAttribute("hidden", !box);
    if (!box) return;
    const places = { x: box.left, y: box.top, width: box.right - box.left + 1, height: box.bottom - box.top + 1 };
    for (const [name, value] of Object.entries(places)) lit.setAttribute(name, value);
  });
}
