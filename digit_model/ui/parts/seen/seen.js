// What the network saw, with an outline of the part of it that "cells-lit" names.

import { greys, paintPixels } from "../../lib/display/pixels.js";
import { hear, send } from "../../lib/events.js";

const EDGE = 0.15; // pixels: a line along the digit's own edge stays on it
const inside = (place) => Math.min(28 - EDGE, Math.max(EDGE, place));

export function mount({ element }) {
  const canvas = element.querySelector("canvas");
  const lit = element.querySelector("rect");
  element.querySelector("button").addEventListener("click", () => send("question-asked", "autopsy"));
  hear("example-shown", ({ levels }) => paintPixels(canvas, greys(levels)));
  hear("digit-read", ({ levels }) => paintPixels(canvas, greys(levels)));
  hear("cells-lit", ({ digit: box }) => {
    lit.toggleAttribute("hidden", !box);
    if (!box) return;
    const [x, right] = [box.left, box.right + 1].map(inside);
    const [y, bottom] = [box.top, box.bottom + 1].map(inside);
    const places = { x, y, width: right - x, height: bottom - y };
    for (const [name, value] of Object.entries(places)) lit.setAttribute(name, value);
  });
}
