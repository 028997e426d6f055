// outline(rectangle): shows which part of the drawing, or of the picture, "cells-lit" is about. The newest reading's placement
// is the rectangle [left, top, width, height] of the pad that the network's 28 x 28 pixels show, in pad units.

import { hear } from "../../lib/events.js";

const EDGE = 0.003; // pad units: a line along the pad's edge stays in sight

export function outline(rectangle) {
  let page = null;
  let box = null; // of the digit, in its pixels

  const onPad = (place) => Math.min(1 - EDGE, Math.max(EDGE, place));

  function draw() {
    rectangle.toggleAttribute("hidden", !box || !page);
    if (!box || !page) return;
    const [left, top, width, height] = page;
    const [x, right] = [box.left, box.right + 1].map((column) => onPad(left + (column / 28) * width));
    const [y, bottom] = [box.top, box.bottom + 1].map((row) => onPad(top + (row / 28) * height));
    const places = { x, y, width: right - x, height: bottom - y };
    for (const [name, value] of Object.entries(places)) rectangle.setAttribute(name, value);
  }

  hear("digit-read", ({ placement }) => {
    page = placement;
    draw();
  });
  hear("pinned", ({ address }) => {
    if (address?.startsWith("digit.")) rectangle.closest(".paper").scrollIntoView({ block: "nearest" });
  });
  hear("cells-lit", ({ digit }) => {
    box = digit;
    draw();
  });
}
