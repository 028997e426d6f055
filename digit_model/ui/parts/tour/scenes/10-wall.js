// Step 10.1: a wall of digits that trained nothing. Once the question is answered, the network's mistakes stand out.

import { percent, whole } from "../../../lib/display/show.js";
import { element, paintInk, picture, spoken } from "../pictures.js";
import { missed } from "./10-counts.js";
import { Sheet } from "./10-sheet.js";

const COLUMNS = 24;
const SWEPT = 8; // digits that are marked in one frame
const FEW = 8; // mistakes: the most that the second answer allows

export function wall(place, tour) {
  const scene = new Wall(place, tour);
  return {
    facts: () => scene.facts(),
    outcome: () => scene.outcome(),
    reveal: () => scene.reveal(),
    leave: () => scene.leave(),
  };
}

class Wall {
  #digits = []; // with the network's answers, see library.js
  #marked = null; // how many of them show whether they were read rightly; null before the question is answered
  #frame = 0; // of the sweep over the wall
  #isLeft = false;

  constructor(place, tour) {
    this.tour = tour;
    const name = (key) => spoken(tour.words(key));
    this.sheet = new Sheet({ columns: COLUMNS, kind: "data", name: name("wall"), tell: (at) => this.#tell(at) });
    this.closer = picture(28, 28, { width: 112, kind: "data", name: name("closer") });
    this.said = element("p", { class: "chosen", role: "status" });
    this.count = element("p", { class: "count revealed", role: "status" });
    place.append(
      element("p", { class: "caption" }, tour.words("wall")),
      this.sheet.box,
      element("div", { class: "closer" }, this.closer, element("div", {}, this.count, this.said)),
    );
    tour.use("kept", (digits) => this.#isLeft || this.#show(digits));
  }

  #show(digits) {
    if (!digits) return this.said.replaceChildren(this.tour.words("away"));
    this.#digits = digits;
    this.sheet.show(digits);
    if (this.#marked !== null) this.reveal();
    this.tour.refresh();
  }

  // What was seen before is there at once.
  reveal() {
    this.#marked = 0;
    if (this.tour.isAnswered) this.#mark(this.#digits.length);
    else this.#sweep();
  }

  #sweep() {
    this.#mark(Math.min(this.#marked + SWEPT, this.#digits.length));
    if (this.#marked < this.#digits.length) this.#frame = requestAnimationFrame(() => this.#sweep());
  }

  // Shows of so many digits whether they were read rightly.
  #mark(end) {
    const digits = this.#digits.slice(0, end);
    for (; this.#marked < end; this.#marked++) this.sheet.mark(this.#marked, isRight(digits[this.#marked]));
    const right = digits.filter(isRight).length;
    if (right < end && end === this.#digits.length) this.sheet.choose(digits.findLastIndex((digit) => !isRight(digit)));
    const facts = { read: end, right, wrong: end - right, share: percent(right / (end || 1)) };
    this.count.replaceChildren(this.tour.words("count", facts));
  }

  #tell(at) {
    const { ink, label, answer, probability } = this.#digits[at];
    paintInk(this.closer, ink);
    const key = this.#marked === null ? "label" : "read";
    this.said.replaceChildren(this.tour.words(key, { label, answer, share: percent(probability) }));
  }

  facts() {
    const { kept, figures } = this.tour.assets;
    const wrong = this.#digits.length ? this.#digits.filter((digit) => !isRight(digit)).length : "–";
    const right = 10_000 - missed(figures.confusion);
    return { count: kept.labels.length, wrong, right: whole(right), accuracy: percent(right / 10_000) };
  }

  // null where the digits do not come.
  outcome() {
    return this.tour.use("kept", (digits) => {
      if (!digits) return null;
      const wrong = digits.filter((digit) => !isRight(digit)).length;
      return wrong === 0 ? 0 : wrong <= FEW ? 1 : 2;
    });
  }

  leave() {
    this.#isLeft = true;
    cancelAnimationFrame(this.#frame);
  }
}

const isRight = ({ label, answer }) => answer === label;
