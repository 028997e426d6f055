// The buttons beneath the pad, the width of its pen, and the lines of words under them.

import { wordsOf } from "../../lib/display/filled.js";
import { showStatus } from "../../lib/display/status.js";

export class Tools {
  #buttons;
  #shown = null; // what show() found the last time

  // pad: { strokes, picture, isFull, can(step), travel(step), replace(strokes) }
  constructor(element, pad) {
    const ids = ["undo", "redo", "erase", "clear", "width"];
    this.#buttons = Object.fromEntries(ids.map((id) => [id, element.querySelector("#" + id)]));
    Object.assign(this, { element, pad });
    const { undo, redo, clear, width, erase } = this.#buttons;
    undo.addEventListener("click", () => pad.travel(-1));
    redo.addEventListener("click", () => pad.travel(+1));
    clear.addEventListener("click", () => pad.replace([]));
    width.addEventListener("input", () => this.show());
    erase.addEventListener("click", () => erase.setAttribute("aria-pressed", String(!this.erases)));
  }

  get width() {
    return this.#buttons.width.valueAsNumber;
  }

  get erases() {
    return this.#buttons.erase.getAttribute("aria-pressed") === "true";
  }

  // At every move of the pen, many times a frame: hardly ever has anything changed.
  show() {
    const { pad, width } = this;
    const empty = pad.strokes.length === 0;
    const found = [empty, pad.can(-1), pad.can(+1), pad.picture !== null, pad.isFull, width].join();
    if (found === this.#shown) return;
    this.#write(empty);
    this.#shown = found;
  }

  #write(empty) {
    const { pad, element } = this;
    const { undo, redo, clear, erase } = this.#buttons;
    if (empty) erase.setAttribute("aria-pressed", "false"); // there is nothing to erase
    erase.toggleAttribute("disabled", empty);
    undo.toggleAttribute("disabled", !pad.can(-1));
    redo.toggleAttribute("disabled", !pad.can(+1));
    clear.toggleAttribute("disabled", empty && !pad.picture);
    const paper = element.querySelector(".paper").classList;
    paper.toggle("empty", empty);
    paper.toggle("picture", Boolean(pad.picture));
    element.style.setProperty("--pen", this.#buttons.width.value);
    this.say(pad.isFull ? "full" : null);
  }

  say(status) {
    this.#shown = null; // for the next show(), which says something else
    showStatus(this.element, status);
    this.#mark();
  }

  // complaint: HTML, or nothing
  complain(complaint) {
    this.element.querySelector("#refused").innerHTML = complaint ?? "";
    this.#mark();
  }

  showAway(isAway) {
    this.element.querySelector("#away").hidden = !isAway;
    this.#mark();
  }

  showDamaged() {
    this.element.querySelector("#damaged").hidden = false;
    this.#mark();
  }

  showStale(missing) {
    const words = wordsOf(this.element)("stale", { missing: missing.join(", ") });
    this.element.querySelector("#stale").replaceChildren(words);
    this.#mark();
  }

  // words: the key of a sentence of the page's own, and what fills it
  refuse(words, facts) {
    this.element.querySelector("#refused").replaceChildren(wordsOf(this.element)(words, facts));
    this.#mark();
  }

  // At every move of the pen, too.
  forgetComplaints() {
    if (!this.element.querySelector(".notes").hasAttribute("data-says")) return; // nothing is said, see #mark
    this.element.querySelector("#damaged").toggleAttribute("hidden", true);
    this.element.querySelector("#stale").replaceChildren();
    this.complain(null);
  }

  // For the stylesheet: a selector that looks into the words itself, with :has, costs seven milliseconds at every update.
  #mark() {
    const said = [...this.element.querySelectorAll(".status > span")].filter((text) => !text.hidden && text.hasChildNodes());
    this.element.querySelector(".notes").toggleAttribute("data-says", said.length > 0);
    this.element.querySelector(".paper").toggleAttribute("data-refused", said.some(({ id }) => id === "refused"));
  }
}
