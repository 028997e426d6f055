// The keys of the focused canvas move the same pen as the pointer, see pointer.js, from cell to cell of a grid. The class
// "keys" on the paper shows the cursor; the status beside it says where the pen is.

import { ARROWS } from "../../lib/browser/arrows.js";
import { rounded } from "../../lib/drawing/points.js";

const CELLS = 32; // in a row of the grid, and in a column
const LEAP = 4; // cells, with Shift
const MIDDLE = { column: CELLS / 2, row: CELLS / 2 };

const within = (index) => Math.min(CELLS - 1, Math.max(0, index));

export function drawWithKeys(canvas, pen) {
  const keys = new Keys(canvas.parentElement, pen);
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys.press(event)) return;
    event.preventDefault(); // the page would scroll
    keys.show();
  });
  canvas.addEventListener("focus", () => canvas.matches(":focus-visible") && keys.show());
  canvas.addEventListener("blur", (event) => keys.stop(event));
  canvas.addEventListener("pointerdown", (event) => keys.stop(event));
}

class Keys {
  #cell = MIDDLE;
  #isDown = false;

  constructor(paper, pen) {
    Object.assign(this, { paper, pen });
  }

  // Whether the key was one of ours.
  press({ key, shiftKey, timeStamp, repeat }) {
    const step = ARROWS[key]?.map((cells) => cells * (shiftKey ? LEAP : 1));
    if (step) this.#moveTo({ column: this.#cell.column + step[0], row: this.#cell.row + step[1] }, timeStamp);
    else if (key === "Home") this.#moveTo(MIDDLE, timeStamp);
    else if (key === "Escape") this.#lift(timeStamp);
    else if (key !== " ") return false;
    else if (this.#isDown && !repeat) this.#lift(timeStamp);
    else if (!repeat) this.#isDown = this.pen.put(this.#place(), timeStamp);
    return true;
  }

  stop(event) {
    this.#lift(event.timeStamp);
    this.paper.classList.remove("keys");
  }

  show() {
    this.paper.classList.add("keys");
    const [x, y] = this.#place();
    const cursor = this.paper.querySelector(".cursor");
    cursor.style.left = 100 * x + "%";
    cursor.style.top = 100 * y + "%";
    cursor.classList.toggle("down", this.#isDown);
    this.#tell(this.paper.querySelector("#pen-status"));
  }

  #tell(status) {
    for (const text of status.querySelectorAll("[data-pen]")) text.hidden = (text.dataset.pen === "down") !== this.#isDown;
    for (const number of status.querySelectorAll(".column")) number.textContent = this.#cell.column + 1;
    for (const number of status.querySelectorAll(".row")) number.textContent = this.#cell.row + 1;
  }

  #place() {
    return [this.#cell.column, this.#cell.row].map((index) => rounded((index + 0.5) / CELLS));
  }

  #moveTo(wanted, time) {
    this.#cell = { column: within(wanted.column), row: within(wanted.row) };
    if (this.#isDown) this.pen.extend([this.#place()], time);
  }

  #lift(time) {
    if (!this.#isDown) return;
    this.#isDown = false;
    this.pen.lift(time);
  }
}
