// Numbers as pixels, row by row: in the page's one scale of colours, or as grey levels. A pixel is RGBA in one Uint32.

import { halvesOf } from "./colours.js";

// palette: see colours.js.
export function coloured(values, palette) {
  const halves = halvesOf(values);
  return Uint32Array.from(values, (_, at) => palette[halves[2 * at + 1]]);
}

// levels: one byte a pixel, 0 black .. 255 white.
export const greys = (levels) => Uint32Array.from(levels, (level) => 0xff000000 | (level * 0x010101));

// canvas: of as many pixels.
export function paintPixels(canvas, pixels) {
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer), canvas.width);
  canvas.getContext("2d").putImageData(image, 0, 0);
}
