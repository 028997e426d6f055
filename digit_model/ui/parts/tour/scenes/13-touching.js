// Step 13.2: two digits of the number are pushed together: what is found, and what the network says of each side and of both.

import { digitOf } from "../../../lib/digit.js";
import { number } from "../../../lib/display/show.js";
import { boxOf } from "../../../lib/drawing/boxes.js";
import { groupsOf, numberOf } from "../../../lib/drawing/number.js";
import { element, paintInk, picture, slider, spoken } from "../pictures.js";
import { Paper } from "./13-paper.js";
import { DigitReader, moved, severalIn } from "./13-strokes.js";

const [FROM, TO, BEGIN] = [-40, 50, 30]; // percent of the digits' height that lies between them; below 0 they overlap
const SHOWN = ["left", "both", "right"];

export function touching(place, tour) {
  const scene = new Touching(place, tour);
  return {
    see: (reading) => scene.see(reading),
    facts: () => scene.facts(),
    outcome: () => scene.outcome(),
    reveal: () => scene.slider.moveTo(FROM), // that is what the answer speaks of
  };
}

class Touching {
  #pair = null; // the strokes of the left digit and of the right one
  #gap = BEGIN;

  constructor(place, tour) {
    this.tour = tour;
    this.reader = new DigitReader(tour);
    this.paper = new Paper(spoken(tour.words("pair")));
    this.shown = SHOWN.map((key) => {
      const canvas = picture(28, 28, { width: 84, kind: "data", name: spoken(tour.words(key)) });
      const said = element("span", { kind: "probability" });
      const figure = element("figure", {}, element("figcaption", {}, tour.words(key)), canvas, said);
      return { canvas, said, figure };
    });
    this.text = element("p", { class: "sum", role: "status" });
    const push = (gap) => {
      this.#gap = gap;
      this.#paint();
    };
    const shown = (gap) => `${gap} %`.replace("-", "−");
    this.slider = slider({ label: tour.words("gap"), from: FROM, to: TO, value: BEGIN, shown }, push);
    const figures = element("div", { class: "row cut" }, ...this.shown.map(({ figure }) => figure));
    const standing = element("p", { class: "sum caption" }, tour.words("standing"));
    const controls = element("div", { class: "controls" }, this.slider.control);
    const revealed = element("div", { class: "revealed" }, controls, figures, standing, this.text);
    place.append(this.paper.sheet, revealed);
    this.slider.begin();
  }

  see(reading) {
    this.read = this.reader.of(reading);
    const { groups } = groupsOf(severalIn(reading));
    if (!groups) return; // two lines: the last pair stays
    this.#pair = groups.slice(-2).map(({ strokes }) => strokes);
    this.#paint();
  }

  // Both digits, so far apart.
  #together(gap) {
    const [left, right] = this.#pair.map((strokes) => boxOf(strokes.flatMap(({ points }) => points)));
    const height = Math.max(left.bottom - left.top, right.bottom - right.top);
    return [this.#pair[0], moved(this.#pair[1], left.right + (gap / 100) * height - right.left)];
  }

  #paint() {
    if (!this.#pair) return;
    const [left, right] = this.#together(this.#gap);
    const both = [...left, ...right];
    const { text, digits } = numberOf(both, this.read);
    this.paper.show(both, digits);
    [left, both, right].forEach((strokes, at) => this.#showRead(this.shown[at], strokes));
    const touch = digits.some(({ isTouching }) => isTouching);
    this.text.replaceChildren(this.tour.words(touch ? "two" : "text", { text }));
  }

  #showRead({ canvas, said }, strokes) {
    const { levels } = digitOf(strokes);
    const { candidates, evidence } = this.read(levels);
    paintInk(canvas, levels, 255);
    const digit = candidates.length ? candidates.join(", ") : this.tour.words("none");
    said.replaceChildren(digit, " · ", number(evidence, 1));
  }

  facts() {
    if (!this.#pair) return {};
    const [left, right] = this.#pair.map((strokes) => this.read(digitOf(strokes).levels));
    const both = this.read(digitOf(this.#together(FROM).flat()).levels);
    const [weaker, whole] = [Math.min(left.evidence, right.evidence), both.evidence];
    return { weaker: number(weaker, 1), whole: number(whole, 1) };
  }

  outcome() {
    const { text } = numberOf(this.#together(FROM).flat(), this.read);
    return text.includes("?") ? 2 : text.length > 1 ? 1 : 0;
  }
}
