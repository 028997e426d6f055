// What the network saw, with an outline of the part of it that "cells-lit" names. Paints every "digit-read": detail.digit is base64 of 28 x 28 bytes, 0 paper .. 255 ink.

const page = element.querySelector("canvas").getContext("2d");
const pixels = page.createImageData(28, 28);

document.addEventListener("digit-read", ({ detail }) => {
  const ink = atob(detail.digit);
  for (let i = 0; i < ink.length; i++) pixels.data.fill(ink.charCodeAt(i), 4 * i, 4 * i + 3).fill(255, 4 * i + 3, 4 * i + 4);
  page.putImageData(pixels, 0, 0);
});

const lit = element.querySelector("rect");

document.addEventListener("cells-lit", ({ detail: { digit: box } }) => {
  lit.toggleAttribute("hidden", !box);
  if (!box) return;
  const places = { x: box.left, y: box.top, width: box.right - box.left + 1, height: box.bottom - box.top + 1 };
  for (const [name, value] of Object.entries(places)) lit.setAttribute(name, value);
});
