// Sixteen small squares of numbers in one picture: kernels, their gradient, or maps.

import { compact } from "../../../lib/display/show.js";
import { element, paintValues, picture } from "../pictures.js";

const [ACROSS, SQUARES] = [4, 16];
const STRONGEST = 8; // of the page's colours, see lib/display/colours.js

export class Mosaic {
  // words: what stands above; side: of a square, in numbers.
  constructor(words, { side, kind, name, width = 135 }) {
    Object.assign(this, { side, pitch: side + 1, pixels: ACROSS * (side + 1) - 1 }); // an empty line parts two squares
    this.canvas = picture(this.pixels, this.pixels, { width, kind, name });
    this.below = element("span", {});
    this.box = element("figure", { class: "sixteen" }, element("figcaption", {}, words), this.canvas, this.below);
  }

  // In the colours that the page has for these numbers.
  show(numbers, palette) {
    const pixels = new Float32Array(this.pixels ** 2);
    const size = this.side ** 2;
    for (let at = 0; at < SQUARES * size; at++) {
      const [square, place] = [Math.floor(at / size), at % size];
      const row = Math.floor(square / ACROSS) * this.pitch + Math.floor(place / this.side);
      pixels[row * this.pixels + (square % ACROSS) * this.pitch + (place % this.side)] = numbers[at];
    }
    paintValues(this.canvas, pixels, palette);
    const context = this.canvas.getContext("2d");
    for (let line = this.side; line < this.pixels; line += this.pitch) {
      context.clearRect(line, 0, 1, this.pixels);
      context.clearRect(0, line, this.pixels, 1);
    }
  }

  // Small numbers in colours as strong as they can be; the one that has the strongest is written below.
  showEnlarged(numbers, palette, limit) {
    this.below.textContent = `± ${compact(limit)}`;
    this.show(numbers.map((number) => (limit ? (STRONGEST * number) / limit : 0)), palette);
  }
}

export const largestOf = (numbers) => numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
