// Numbers as pixels, row by row: in the page's one scale of colours, or as grey levels. A pixel is RGBA in one Uint32.

import { halvesOf } from "./colours.js";

// palette: see colours.js.
export function coloured(values, palette) {
  const halves = halvesOf(values);
  const pixels = new Uint32Array(values.length); // filled in a loop: from() takes many times as long, on the pen's way
  for (let at = 0; at < pixels.length; at++) pixels[at] = palette[halves[2 * at + 1]];
  return pixels;
}

// levels: one byte a pixel, 0 black .. 255 white.
export function greys(levels) {
  const pixels = new Uint32Array(levels.length);
  for (let at = 0; at < pixels.length; at++) pixels[at] = 0xff000000 | (levels[at] * 0x010101);
  return pixels;
}

// canvas: of as many pixels.
export function paintPixels(canvas, pixels) {
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer), canvas.width);
  canvas.getContext("2d").putImageData(image, 0, 0);
}
