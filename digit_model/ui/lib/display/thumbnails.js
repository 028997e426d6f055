// Small pictures of single maps, in the page's one scale of colours.

import { sizeOf } from "../network/shape.js";
import { usePalette } from "./colours.js";
import { coloured, paintPixels } from "./pixels.js";

// The map of one channel, { width, values }, as a copy: a network's buffers are soon filled anew. A number of a vector is a
// map of one pixel. shape: of the stage; values: its activation.
export function mapOf(shape, values, channel) {
  const size = sizeOf(shape.slice(1));
  return { width: shape[2] ?? 1, values: values.slice(channel * size, (channel + 1) * size) };
}

// The stage of maps that a stage's numbers sum up, number K that of channel K: its wire; null where they are not made channel
// by channel. wires: all stages, as explain/wiring.py describes them.
export function mapsBehind(wires, name) {
  for (let at = wires.findIndex((wire) => wire.name === name); at >= 0; at--) {
    if (sizeOf(wires[at].shape.slice(1)) > 1) return wires[at];
    if (at > 0 && !isChannelwise(wires[at], wires[at - 1])) return null;
  }
  return null; // it is made of the digit itself
}

function isChannelwise({ kind, groups, shape }, before) {
  if (before.shape[0] !== shape[0]) return false;
  return kind === "convolution" ? groups === shape[0] : ["maximum", "mean", "rectifier", "row"].includes(kind);
}

export class Thumbnails {
  #shown = []; // [canvas, map] of each
  #colours = null;

  constructor(element) {
    usePalette(element, (colours) => {
      this.#colours = colours;
      this.#paint();
    });
  }

  // Paints each of [canvas, map]; those shown before are painted no more.
  show(shown) {
    this.#shown = shown;
    this.#paint();
  }

  #paint() {
    for (const [canvas, { width, values }] of this.#shown) {
      [canvas.width, canvas.height] = [width, values.length / width];
      paintPixels(canvas, coloured(values, this.#colours));
    }
  }
}
