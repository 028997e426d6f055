// Step 13.1: the digits of a number are found, cut out and read, while it is drawn; a photo's by the server.

import { digitOf } from "../../../lib/digit.js";
import { numberOf } from "../../../lib/number.js";
import { percent } from "../../../lib/show.js";
import { element, paintInk, picture, spoken } from "../pictures.js";
import { Paper } from "./13-paper.js";
import { DigitReader, severalIn } from "./13-strokes.js";

export function found(place, tour) {
  const scene = new Found(place, tour);
  return {
    see: (reading) => scene.see(reading),
    facts: () => scene.facts(),
    outcome: () => scene.outcome(),
    leave: () => scene.leave(),
  };
}

class Found {
  #picture = null; // the photo that is shown
  #isLeft = false;
  #text = "";
  #strokes = [];

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
    if (reading.picture) return this.#seePicture(reading);
    this.#picture = null;
    const read = this.reader.of(reading);
    this.#strokes = severalIn(reading);
    const { text, digits, ...problem } = numberOf(this.#strokes, read);
    this.paper.show(this.#strokes, digits.map(framed));
    this.digits.replaceChildren(...digits.map((digit) => this.#cutOut(digit)));
    this.#show(text, problem);
    this.#showWhole(read(digitOf(this.#strokes).levels));
  }

  #show(text, { lines, count }) {
    this.#text = text;
    const words = lines ? this.tour.words("lines", { lines }) : count ? this.tour.words("marks", { count }) : null;
    this.text.replaceChildren(words ?? this.tour.words("text", { text }));
  }

  #showWhole(whole) {
    const key = { digit: "whole_digit", unsure: "whole_unsure" }[whole.verdict] ?? "whole_none";
    this.whole.replaceChildren(this.tour.words(key, { digits: whole.candidates.join(", ") }));
  }

  // One digit as the network sees it, and how sure it is.
  #cutOut({ text, levels, reading, isTouching }) {
    const canvas = picture(28, 28, { width: 84, kind: "data", name: text });
    paintInk(canvas, levels, 255);
    const share = percent(Math.max(...reading.probabilities));
    const said = isTouching || text === "?" ? this.tour.words(isTouching ? "touch" : "none") : `${text} · ${share}`;
    return element("figure", {}, canvas, element("figcaption", { kind: "probability" }, said));
  }

  async #seePicture(reading) {
    const { copy } = reading.picture;
    if (this.#picture === copy) return;
    this.#picture = copy;
    this.paper.showPicture(copy, []);
    this.digits.replaceChildren();
    this.text.replaceChildren(this.tour.words("asking"));
    this.#showWhole(reading);
    const answer = await this.tour.ask("number", { picture: copy.address });
    if (this.#isLeft || this.#picture !== copy) return; // something else is on the pad
    if (!answer) return this.text.replaceChildren(this.tour.words("server_away"));
    if (answer.refused) return (this.text.innerHTML = answer.refused); // several lines, for one
    this.paper.showPicture(copy, answer.digits.map(framed));
    this.#show(answer.text, {});
    this.tour.refresh();
  }

  facts() {
    return { number: this.#text || "–" };
  }

  // The same strokes in another order; a photo has none.
  outcome() {
    if (this.#picture) return null;
    return numberOf([...this.#strokes].reverse(), this.reader.read).text === this.#text ? 0 : 1;
  }

  leave() {
    this.#isLeft = true;
  }
}

const framed = ({ box, text }) => ({ box, text, kind: "probability" });
