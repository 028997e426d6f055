// The room of the arithmetic: what a number is made of, or what to do to see that.

import { wordsOf } from "../../lib/display/filled.js";
import { number } from "../../lib/display/show.js";
import { addressOf } from "../../lib/explain/wires.js";
import { make, nameOf } from "./elements.js";
import { Lens } from "./lens.js";
import { onwards } from "./onwards.js";
import { Operating } from "./operating.js";
import { meaning, workings } from "./workings.js";

export class Panel {
  // choose(channel) asks to show the window of another input channel.
  constructor(element, mostOperations, choose) {
    for (const name of ["where", "means", "sum", "on"]) this[name] = element.querySelector(`.${name}`);
    this.element = element.querySelector(".workings");
    this.letGo = element.querySelector(".let-go");
    this.words = wordsOf(element);
    this.choose = choose;
    this.lens = new Lens(element.querySelector(".lens"));
    this.operating = new Operating(element, mostOperations);
  }

  get hasFocus() {
    return this.element.contains(document.activeElement);
  }

  // Whether a number is pinned now: page.css keeps the room in sight then.
  mark(pinned) {
    this.letGo.hidden = !pinned;
    this.element.toggleAttribute("data-pinned", Boolean(pinned));
  }

  // chosen: the input channel whose window is shown; null for the one that adds most.
  explain(place, reading, chosen) {
    const { words, choose, hasFocus } = this;
    const next = document.activeElement.matches("[aria-pressed]") ? "[aria-pressed=true]" : ".on button";
    this.#say("");
    this.where.ariaBusy = String(reading.isDrawing); // a screen reader waits until the numbers rest
    const value = make("b", "", ` ${number(place.stage.values[place.index], 4)}`);
    this.where.replaceChildren(nameOf(words, addressOf(place.stage, place.index)), " =", value);
    this.means.replaceChildren(meaning(place, words));
    if (this.sum.dataset.kind !== place.stage.kind) this.sum.dataset.kind = place.stage.kind;
    this.sum.replaceChildren(...workings(place, { words, chosen, choose }));
    this.on.replaceChildren(...onwards(place, words));
    this.operating.show(place, reading);
    this.lens.show(place);
    // The button that led here is gone; the keyboard's place must not go with it. A chosen channel is where it was.
    if (hasFocus && !this.hasFocus) (this.element.querySelector(next) ?? this.letGo).focus({ preventScroll: true });
  }

  // Nothing is pointed at yet, or nothing is drawn of which the pinned number could be made.
  invite(reading, pinned) {
    const isBlank = reading.verdict === "blank";
    this.#say(isBlank && pinned ? "pinned" : isBlank ? "blank" : "ink");
    this.where.replaceChildren(...(isBlank && pinned ? [nameOf(this.words, pinned)] : []));
    for (const part of [this.means, this.sum, this.on]) part.replaceChildren();
    this.operating.show(null, reading);
  }

  // What to do, by its key in the HTML; "" for nothing.
  #say(key) {
    if (this.element.dataset.invites === key) return;
    this.element.dataset.invites = key;
    this.element.toggleAttribute("data-empty", key !== "");
    for (const text of this.element.querySelectorAll("[data-for]")) text.hidden = text.dataset.for !== key;
  }
}
