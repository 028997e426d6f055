// A picture to write and paint on, in an element's font and in its colours of now. Lengths are in CSS pixels.

import { paintPixels } from "../../lib/display/pixels.js";

export const SHARPNESS = 2; // canvas pixels for each CSS pixel

export class Print {
  #page;
  #style;

  constructor(element, width, height) {
    this.#style = getComputedStyle(element);
    this.canvas = document.createElement("canvas");
    [this.canvas.width, this.canvas.height] = [width * SHARPNESS, height * SHARPNESS];
    this.#page = this.canvas.getContext("2d");
    this.#page.scale(SHARPNESS, SHARPNESS);
    this.#page.imageSmoothingEnabled = false;
    this.fill("page", 0, 0, width, height);
  }

  // Colours are names of the stylesheet's: "ink", "soft" ...
  #colour(name) {
    return this.#style.getPropertyValue(`--${name}`);
  }

  // Gives the text's width. With room, the text is at most so wide.
  write(text, x, y, size, { weight = 400, colour = "ink", align = "left", room } = {}) {
    const page = this.#page;
    page.font = `${weight} ${size}px ${this.#style.fontFamily}`;
    page.fillStyle = this.#colour(colour);
    page.textAlign = align;
    page.fillText(text, x, y, room);
    return page.measureText(text).width;
  }

  fill(colour, x, y, width, height) {
    this.#page.fillStyle = this.#colour(colour);
    this.#page.fillRect(x, y, width, height);
  }

  // pixels: Uint32Array, RGBA, row by row; each becomes a square of so many of the canvas's own pixels.
  paint(pixels, columns, x, y, side) {
    const small = new OffscreenCanvas(columns, pixels.length / columns);
    paintPixels(small, pixels);
    this.#page.drawImage(small, x, y, (columns * side) / SHARPNESS, (small.height * side) / SHARPNESS);
  }

  // Strokes as on the pad: black on a square of white paper.
  draw(strokes, x, y, side) {
    const page = this.#page;
    this.fill("line", x - 1, y - 1, side + 2, side + 2);
    page.save();
    page.translate(x, y);
    page.scale(side, side);
    page.fillStyle = "#fff";
    page.fillRect(0, 0, 1, 1);
    page.clip(new Path2D("M0 0h1v1h-1z"));
    page.strokeStyle = "#1c1b19";
    page.lineCap = page.lineJoin = "round";
    for (const { width, points } of strokes) {
      page.lineWidth = width;
      page.stroke(new Path2D(`M${points[0].join(" ")}L${points.map((point) => point.join(" ")).join("L")}`));
    }
    page.restore();
  }
}
