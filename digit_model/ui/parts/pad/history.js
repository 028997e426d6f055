// What is on the pad, { strokes, picture }, and all that it has been and can be again.

import { isWriting } from "../../lib/browser/writing.js";

export class History {
  #pages; // shared, and never changed once they are in
  #at = 0;

  constructor(first) {
    this.#pages = [first];
  }

  get now() {
    return this.#pages[this.#at];
  }

  can(step) {
    return this.#pages[this.#at + step] !== undefined;
  }

  push(page) {
    this.#pages = [...this.#pages.slice(0, this.#at + 1), page];
    this.#at += 1;
  }

  travel(step) {
    this.#at += step;
  }
}

// Ctrl+Z and Ctrl+Y anywhere on the page but where something is written.
export function undoByKeys(travel) {
  document.addEventListener("keydown", (event) => {
    if (isWriting(event.target) || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    travel(key === "y" || event.shiftKey ? +1 : -1);
  });
}
