// Many digits on one picture, side by side. One is chosen by pointing, by touch, or with the arrow keys.

import { ARROWS } from "../../../lib/browser/arrows.js";
import { element } from "../pictures.js";

const SIDE = 28;
const [INK, DIM, WRONG] = [
  [28, 27, 25],
  [178, 174, 166],
  [176, 32, 60],
];

export class Sheet {
  #chosen = 0;

  // tell(at): hears which digit is chosen.
  constructor({ columns, kind, name, tell }) {
    Object.assign(this, { columns, tell, digits: [] });
    this.canvas = element("canvas", { kind });
    this.frame = element("i", { class: "window" });
    const attributes = { class: "over sheet", tabindex: "0", role: "application", "aria-label": name };
    this.box = element("div", attributes, this.canvas, this.frame);
    this.box.addEventListener("pointerdown", (event) => this.#point(event));
    this.box.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse" || event.buttons) this.#point(event);
    });
    this.box.addEventListener("keydown", (event) => this.#press(event));
  }

  // digits: [{ ink }].
  show(digits) {
    this.digits = digits;
    this.rows = Math.max(1, Math.ceil(digits.length / this.columns));
    Object.assign(this.canvas, { width: this.columns * SIDE, height: this.rows * SIDE });
    const context = this.canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    digits.forEach((_, at) => this.mark(at, null));
    this.box.hidden = digits.length === 0;
    this.choose(Math.min(this.#chosen, Math.max(0, digits.length - 1)));
  }

  // Paints one digit anew: isRight null in full ink, true faint, false in the colour of a mistake.
  mark(at, isRight) {
    const colour = isRight === null ? INK : isRight ? DIM : WRONG;
    const paper = isRight === false ? [255, 226, 230] : [255, 255, 255];
    const image = new ImageData(SIDE, SIDE);
    this.digits[at].ink.forEach((ink, pixel) => {
      for (let part = 0; part < 3; part++) image.data[4 * pixel + part] = paper[part] + (colour[part] - paper[part]) * ink;
      image.data[4 * pixel + 3] = 255;
    });
    this.canvas.getContext("2d").putImageData(image, (at % this.columns) * SIDE, Math.floor(at / this.columns) * SIDE);
  }

  choose(at) {
    if (!this.digits[at]) return;
    this.#chosen = at;
    const [left, top] = [(at % this.columns) / this.columns, Math.floor(at / this.columns) / this.rows];
    const places = { left, top, width: 1 / this.columns, height: 1 / this.rows };
    for (const [side, share] of Object.entries(places)) this.frame.style[side] = `${100 * share}%`;
    this.tell(at);
  }

  #point({ offsetX, offsetY }) {
    const column = Math.floor((this.columns * offsetX) / this.box.clientWidth);
    const row = Math.floor((this.rows * offsetY) / this.box.clientHeight);
    if (column >= 0 && column < this.columns) this.choose(row * this.columns + column);
  }

  #press(event) {
    const step = ARROWS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // else the tour would go on
    this.choose(this.#chosen + step[0] + step[1] * this.columns);
  }
}
