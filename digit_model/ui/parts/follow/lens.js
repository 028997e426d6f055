// One map, enlarged, with the number marked that is followed. A click pins the number that it is on.

import { usePalette } from "../../lib/display/colours.js";
import { coloured, paintPixels } from "../../lib/display/pixels.js";
import { send } from "../../lib/events.js";

export class Lens {
  #place = null; // the one that is marked, as lib/explain/wires.js gives it
  #colours = null;

  constructor(element) {
    this.element = element;
    this.canvas = element.querySelector("canvas");
    this.mark = element.querySelector("i");
    usePalette(element, (colours) => {
      this.#colours = colours;
      if (this.#place) this.#paint();
    });
    element.addEventListener("click", (event) => this.#pin(event));
  }

  // Of a place that is on no map nothing is shown.
  show(place) {
    const isMap = place.stage.shape.length === 3 && place.stage.kind !== "ink";
    this.element.hidden = !isMap;
    this.#place = isMap ? place : null;
    if (!isMap) return;
    this.#paint();
    const [, rows, columns] = place.stage.shape;
    const share = (part, whole) => `${(100 * part) / whole}%`;
    this.mark.style.inset = `${share(place.row, rows)} auto auto ${share(place.column, columns)}`;
    [this.mark.style.width, this.mark.style.height] = [share(1, columns), share(1, rows)];
  }

  #paint() {
    const { stage, channel } = this.#place;
    const [, rows, columns] = stage.shape;
    const map = stage.values.subarray(channel * rows * columns, (channel + 1) * rows * columns);
    [this.canvas.width, this.canvas.height] = [columns, rows];
    paintPixels(this.canvas, coloured(map, this.#colours));
  }

  #pin({ clientX, clientY }) {
    const { stage, channel } = this.#place;
    const [, rows, columns] = stage.shape;
    const { left, top, width, height } = this.element.getBoundingClientRect();
    const at = (from, length, count) => Math.min(count - 1, Math.max(0, Math.floor((from / length) * count)));
    const [row, column] = [at(clientY - top, height, rows), at(clientX - left, width, columns)];
    send("cell-pinned", { address: [stage.name, channel, row, column].join(".") });
  }
}
