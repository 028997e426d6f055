// Mouse, finger or stylus moves the pen { put(point, time), extend(points, time), lift(time), letGo(time) }. Points are in pad
// units; put says whether the pen could be put down.

import { rounded } from "../../lib/drawing/points.js";

const PINCH_MS = 250; // a second finger that comes down so soon after the first means a pinch
// Raw events come as the pen moves, the others wait for the browser's next frame.
const MOVE = "onpointerrawupdate" in window ? "pointerrawupdate" : "pointermove";

export function drawWithPointer(canvas, pen) {
  const hand = new Hand(canvas, pen);
  canvas.addEventListener("pointerdown", (event) => hand.down(event));
  canvas.addEventListener(MOVE, (event) => hand.move(event));
  canvas.addEventListener("pointerup", (event) => hand.up(event));
  canvas.addEventListener("pointercancel", (event) => hand.cancel(event));
  canvas.parentElement.addEventListener("dragstart", (event) => event.preventDefault()); // of a selection: it cancels the pointer
  document.addEventListener("scroll", () => hand.measure(), { capture: true, passive: true });
  addEventListener("resize", () => hand.measure());
  new ResizeObserver(() => hand.measure()).observe(canvas);
}

class Hand {
  #drawing = null; // { id, type, since } of the pointer that draws
  #box = null; // where the pad is; asked when it may have moved, since at every event it would cost a layout

  constructor(canvas, pen) {
    Object.assign(this, { canvas, pen });
  }

  measure() {
    if (this.#drawing) this.#box = this.canvas.getBoundingClientRect();
  }

  down(event) {
    if (this.#drawing) this.#meet(event);
    if (this.#drawing || !event.isPrimary || event.button !== 0) return;
    this.#box = this.canvas.getBoundingClientRect();
    if (!this.pen.put(this.#placeOf(event), event.timeStamp)) return;
    this.#drawing = { id: event.pointerId, type: event.pointerType, since: event.timeStamp };
    this.canvas.setPointerCapture(event.pointerId);
  }

  // Another pointer has come: the stylus whose hand rests on the pad already, or the second finger of a pinch.
  #meet({ pointerType, timeStamp }) {
    if (this.#drawing.type !== "touch") return;
    const isPinch = pointerType === "touch" && timeStamp - this.#drawing.since < PINCH_MS;
    if (pointerType === "pen" || isPinch) this.#letGo(timeStamp);
  }

  move(event) {
    if (event.pointerId !== this.#drawing?.id) return;
    const seen = event.getCoalescedEvents?.() ?? [];
    this.pen.extend((seen.length ? seen : [event]).map((one) => this.#placeOf(one)), event.timeStamp);
  }

  up(event) {
    if (event.pointerId !== this.#drawing?.id) return;
    this.#drawing = null;
    this.pen.lift(event.timeStamp);
  }

  // The browser takes the touch for something else, such as its own gesture.
  cancel(event) {
    if (event.pointerId === this.#drawing?.id) this.#letGo(event.timeStamp);
  }

  #letGo(time) {
    this.#drawing = null;
    this.pen.letGo(time);
  }

  #placeOf({ clientX, clientY }) {
    const { left, top, width, height } = this.#box;
    return [rounded((clientX - left) / width), rounded((clientY - top) / height)];
  }
}
