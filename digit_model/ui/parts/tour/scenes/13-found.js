// Step 13.1: the digits of a number are found, cut out and read, while it is drawn.

import { digitOf } from "../../../lib/digit.js";
import { percent } from "../../../lib/display/show.js";
import { numberOf } from "../../../lib/drawing/number.js";
import { element, paintInk, picture, spoken } from "../pictures.js";
import { Paper } from "./13-paper.js";
import { DigitReader, severalIn } from "./13-strokes.js";

export function found(place, tour) {
  const scene = new Found(place, tour);
  return { see: (reading) => scene.see(reading), facts: () => scene.facts(), outcome: () => scene.outcome() };
}

class Found {
  #strokes = [];
  #text = "";

  constructor(place, tour) {
    this.tour = tour;
    this.reader = new DigitReader(tour);
    this.paper = new Paper(spoken(tour.words("number")));
    this.digits = element("div", { class: "row cut" });
    this.text = element("p", { class: "sum", role: "status" });
    this.whole = element("p", { class: "sum" });
    place.append(this.paper.sheet, this.digits, this.text, this.whole);
  }

  see(reading) {
    const read = this.reader.of(reading);
    this.#strokes = severalIn(reading);
    const { text, digits, lines, count } = numberOf(this.#strokes, read);
    this.#text = text;
    this.paper.show(this.#strokes, digits);
    this.digits.replaceChildren(...digits.map((digit) => this.#cutOut(digit)));
    const problem = lines ? "lines" : count ? "marks" : "text";
    this.text.replaceChildren(this.tour.words(problem, { lines, count, text }));
    this.#showWhole(read(digitOf(this.#strokes).levels));
  }

  // What the network says of the number as one picture.
  #showWhole({ verdict, candidates }) {
    const key = { digit: "whole_digit", unsure: "whole_unsure" }[verdict] ?? "whole_none";
    this.whole.replaceChildren(this.tour.words(key, { digits: candidates.join(", ") }));
  }

  // One digit as the network sees it, and how sure it is.
  #cutOut({ text, levels, reading, isTouching }) {
    const canvas = picture(28, 28, { width: 84, kind: "data", name: text });
    paintInk(canvas, levels, 255);
    const share = percent(Math.max(...reading.probabilities));
    const said = text === "?" ? this.tour.words(isTouching ? "touch" : "none") : `${text} · ${share}`;
    return element("figure", {}, canvas, element("figcaption", { kind: "probability" }, said));
  }

  facts() {
    return { number: this.#text || "–" };
  }

  // The same strokes in the opposite order.
  outcome() {
    return numberOf([...this.#strokes].reverse(), this.reader.read).text === this.#text ? 0 : 1;
  }
}
