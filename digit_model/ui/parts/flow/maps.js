// One stage's maps, painted side by side on one canvas, the most active first where not all of them are shown. (One
// canvas a map would take the browser ten times as long to show.)

import { halvesOf } from "../../lib/display/colours.js";
import { mostActive } from "../../lib/explain/order.js";
import { operatedOf } from "./operated.js";
import { Sheet } from "./sheet.js";

export class Maps {
  #values = null; // the stage's buffer
  #halves = null; // the same, as places in the palette
  #context;
  #image = null;
  #pixels = null; // of the image, one Uint32 each
  #box = null; // what is outlined
  #surgery = []; // the operations of the newest reading
  #operated; // the lines around and across what is operated on
  #frame; // the line around each map that it is on
  #field; // the line around the box itself

  // section: the stage's element; facts: { tile, gap, columns, few } as flow.py has them; repaint() asks for a paint.
  constructor(section, facts, repaint) {
    Object.assign(this, { section, few: facts.few, stage: section.dataset.stage });
    this.canvas = this.target = this.keyTarget = section.querySelector("canvas");
    this.more = section.querySelector(".more");
    this.more?.addEventListener("click", () => this.#showMore(repaint));
    this.#context = this.canvas.getContext("2d");
    [this.#operated, this.#frame, this.#field] = section.querySelectorAll("path");
    const shape = section.dataset.shape.split(",").map(Number);
    this.sheet = new Sheet(this.stage, shape, Number(this.canvas.dataset.width), facts);
    this.#layOut();
  }

  #showMore(repaint) {
    this.more.setAttribute("aria-expanded", String(this.more.getAttribute("aria-expanded") !== "true"));
    this.#layOut();
    repaint();
  }

  #layOut() {
    const { sheet, canvas } = this;
    const isWhole = this.more?.getAttribute("aria-expanded") === "true";
    sheet.shown = isWhole ? sheet.channels : Math.min(this.few, sheet.channels);
    [canvas.width, canvas.height] = sheet.size;
    this.section.querySelector("svg").setAttribute("viewBox", `0 0 ${canvas.width} ${canvas.height}`);
    this.#image = this.#context.createImageData(canvas.width, canvas.height);
    this.#pixels = new Uint32Array(this.#image.data.buffer);
    this.#outline();
    this.#strike();
  }

  // colours: the palette of lib/display/colours.js.
  paint({ stages, surgery }, colours, mayReorder) {
    const values = stages[this.stage];
    if (values !== this.#values) [this.#values, this.#halves] = [values, halvesOf(values)];
    if (surgery !== this.#surgery) this.#strike(surgery);
    if (mayReorder && this.more) this.#arrange(); // where all are shown, each keeps its place from digit to digit
    for (let place = 0; place < this.sheet.shown; place++) this.#paintMap(place, colours);
    this.#context.putImageData(this.#image, 0, 0);
  }

  #arrange() {
    this.sheet.arrange(mostActive(this.#values, this.sheet.channels), operatedOf(this.#surgery, this.stage));
    this.#outline();
    this.#strike();
  }

  // Marks what is operated on, only when that or a map's place has changed.
  #strike(surgery = this.#surgery) {
    this.#surgery = surgery;
    write(this.#operated, this.sheet.struck(operatedOf(this.#surgery, this.stage)));
  }

  #paintMap(place, colours) {
    const { height, width, zoom, order, count, isVector } = this.sheet;
    const pixels = this.#pixels;
    const halves = this.#halves;
    const across = this.#image.width;
    const end = isVector ? count : Infinity; // a vector's last row may not be full
    let to = this.sheet.top(place) * across + this.sheet.left(place);
    let from = order[place] * height * width;
    for (let row = 0; row < height; row++, to += zoom * across) {
      for (let column = 0, at = to; column < width && from < end; column++, from++) {
        const colour = colours[halves[2 * from + 1]];
        for (const next = at + zoom; at < next; at++) pixels[at] = colour; // a call of fill() takes far longer
      }
      for (let copy = 1; copy < zoom; copy++) pixels.copyWithin(to + copy * across, to, to + width * zoom);
    }
  }

  // Outlines { index } of a vector, or { channels, top, bottom, left, right } on the maps; channels is null for all. A box
  // that is null is all of a vector; without one nothing is outlined.
  light(box) {
    const { sheet } = this;
    if (!box) this.#box = box === null ? sheet.whole : null;
    else this.#box = sheet.isVector ? sheet.boxOf(box.index) : box;
    this.#outline();
  }

  #outline() {
    const { frame, field } = this.#box ? this.sheet.outlines(this.#box) : { frame: "", field: "" };
    write(this.#frame, frame);
    write(this.#field, field);
  }

  move(address, right, down) {
    return this.sheet.move(address, right, down);
  }

  addressAt({ clientX, clientY }) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const x = ((clientX - left) / width) * this.canvas.width;
    const y = ((clientY - top) / height) * this.canvas.height;
    return this.sheet.addressAt(x, y);
  }
}

// The same line again would be drawn anew.
function write(path, line) {
  if (path.getAttribute("d") !== line) path.setAttribute("d", line);
}
