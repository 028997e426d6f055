// What the network saw, with an outline of the part of it that "cells-lit" names. Paints every "digit-read": detail.digit is base64 of 28 x 28 bytes, 0 paper .. 255 ink.

const canvas = element.querySelector("canvas");

document.addEventListener("digit-read", ({ detail }) => paintGrey(canvas, detail.digit));

const lit = element.querySelector("rect");

document.addEventListener("cells-lit", ({ detail: { digit: box } }) => {
  lit.toggleAttribute("hidden", !box);
  if (!box) return;
  const places = { x: box.left, y: box.top, width: box.right - box.left + 1, height: box.bottom - box.top + 1 };
  for (const [name, value] of Object.entries(places)) lit.setAttribute(name, value);
});
