// Four dares. A visitor picks one and draws it; once the pen has rested, it says whether the network read it rightly. What
// came of each is kept in this tab.

import { keepValue, keptValue } from "../../lib/browser/storage.js";
import { wordsOf } from "../../lib/display/filled.js";
import { hear, send } from "../../lib/events.js";

const REST_MS = 1200; // a hand between two strokes of one digit takes less

export function mount({ element }) {
  const dares = new Dares(element);
  hear("drawing-chosen", ({ strokes }) => strokes.length && dares.pick(null)); // that one was not drawn here
  hear("digit-read", () => dares.wait());
  hear("digit-rest", (reading) => dares.see(reading));
}

class Dares {
  #picked = null; // the button of the dare that is drawn now
  #timer = 0;
  #isEmpty = true;

  constructor(element) {
    this.words = wordsOf(element);
    this.buttons = [...element.querySelectorAll("button")];
    this.said = keptValue("sessionStorage", "dares", isSaid) ?? {}; // the candidates that each was read as
    for (const button of this.buttons) button.addEventListener("click", () => this.#press(button));
    this.#show();
  }

  #press(button) {
    this.pick(button === this.#picked ? null : button);
    if (this.#picked && !this.#isEmpty) send("drawing-chosen", { strokes: [] });
  }

  pick(button) {
    clearTimeout(this.#timer);
    this.#picked = button;
    this.#show();
  }

  wait() {
    clearTimeout(this.#timer);
  }

  see(reading) {
    clearTimeout(this.#timer);
    this.#isEmpty = reading.strokes.length === 0 && !reading.picture;
    if (this.#picked && reading.strokes.length > 0) this.#timer = setTimeout(() => this.#judge(reading), REST_MS);
  }

  #judge({ candidates }) {
    this.said[this.#picked.dataset.dare] = candidates;
    keepValue("sessionStorage", "dares", this.said);
    this.pick(null);
  }

  #show() {
    for (const button of this.buttons) {
      const isPicked = button === this.#picked;
      const said = isPicked ? null : this.said[button.dataset.dare];
      button.setAttribute("aria-pressed", String(isPicked));
      button.dataset.outcome = isPicked ? "now" : outcomeOf(said, button.dataset.digit);
      const words = button.dataset.outcome && this.words(button.dataset.outcome, { digits: said?.join("/") });
      button.querySelector(".outcome").replaceChildren(words);
    }
  }
}

const isSaid = (value) => Object.values(value).every(Array.isArray);

// The name of the words for what a drawing was read as, if there was one.
function outcomeOf(said, digit) {
  if (!said) return "";
  if (said.length === 0) return "refused";
  return said.join() === digit ? "right" : "fooled";
}
