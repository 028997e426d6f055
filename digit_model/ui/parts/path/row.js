// The row that shows a path: the button that begins it, a chip for each step, and where the visitor is.

import { wordsOf } from "../../lib/display/filled.js";
import { number } from "../../lib/display/show.js";

export class Row {
  #chips = []; // the buttons

  // pin(at) is asked for with the number of a step, from 0.
  constructor(element, pin) {
    const find = (name) => element.querySelector(`.${name}`);
    for (const name of ["row", "start", "hint", "chips", "step", "ways", "back", "on"]) this[name] = find(name);
    this.words = wordsOf(element);
    this.pin = pin;
    this.chips.addEventListener("scroll", () => this.#fade(), { passive: true });
    new ResizeObserver(() => this.#fade()).observe(this.chips);
  }

  get isAllowed() {
    return !this.start.disabled;
  }

  allow(isAllowed) {
    if (isAllowed !== this.isAllowed) this.start.disabled = !isAllowed; // at every reading it would cost a style
  }

  // steps, end: as lib/explain/backward.js gives them.
  show(steps, end, reading) {
    this.#chips = steps.map((step, at) => this.#chip(step, at, reading));
    const last = end === "ink" ? [] : [Object.assign(document.createElement("span"), { className: "last" })];
    for (const text of last) text.append(this.words(end));
    this.chips.replaceChildren(...[...this.#chips, ...last].map(inItem));
    this.#walk(true);
  }

  mark(at) {
    const hadFocus = this.#chips.includes(document.activeElement);
    for (const [place, chip] of this.#chips.entries()) {
      if (place === at) chip.setAttribute("aria-current", "step");
      else chip.removeAttribute("aria-current");
    }
    this.step.replaceChildren(this.words("step", { at: at + 1, n: this.#chips.length }));
    this.back.disabled = at === 0;
    this.on.disabled = at === this.#chips.length - 1;
    const chip = this.#chips[at];
    if (hadFocus) chip.focus({ preventScroll: true });
    // Sideways alone: the page stays where it is.
    this.chips.scrollLeft = chip.offsetLeft - (this.chips.clientWidth - chip.offsetWidth) / 2;
    this.#fade();
  }

  clear() {
    this.#chips = [];
    this.chips.replaceChildren();
    this.#walk(false);
  }

  #walk(isWalked) {
    this.row.toggleAttribute("data-walked", isWalked);
    for (const part of [this.chips, this.step, this.ways]) part.hidden = !isWalked;
    this.hint.hidden = isWalked;
  }

  #chip({ place, value, adds }, at, { candidates }) {
    const { stage, channel, index } = place;
    const facts = { stage: stage.name, channel, digit: index, value: number(value, 2), amount: number(Math.abs(adds ?? 0), 2) };
    const chip = Object.assign(document.createElement("button"), { type: "button" });
    if (stage.kind === "ink") {
      chip.append(candidates.length === 1 ? this.words("spot", { digit: candidates[0] }) : this.words("spot_of_none"));
    } else if (at === 0) chip.append(this.words("score", facts));
    else if (adds === null) chip.append(this.words("passed", facts));
    else chip.append(this.words(`${stage.shape.length === 3 ? "map" : "unit"}_${adds < 0 ? "takes" : "adds"}`, facts));
    chip.addEventListener("click", () => this.pin(at));
    return chip;
  }

  // Says on which sides there is more than is seen.
  #fade() {
    const { scrollLeft, scrollWidth, clientWidth } = this.chips;
    const sides = [scrollLeft > 1 && "before", scrollLeft + clientWidth < scrollWidth - 1 && "after"];
    this.chips.dataset.more = sides.filter(Boolean).join(" ");
  }
}

function inItem(chip) {
  const item = document.createElement("li");
  item.append(chip);
  return item;
}
