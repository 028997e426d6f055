// Step 7.3: how cross-entropy and squared error would push the ten scores if the visitor insisted on a label.

import { compact, signed } from "../../../lib/display/show.js";
import { crossEntropy, squaredError } from "../../../lib/training/loss.js";
import { element, spoken } from "../pictures.js";
import { DIGITS, Label } from "./07-label.js";
import { Rows } from "./07-rows.js";

const ALIKE = 1.5; // times as long is still much alike

export function pushes(place, tour) {
  const scene = new Pushes(place, tour);
  return { see: (reading) => scene.see(reading), facts: () => scene.facts(), outcome: () => scene.outcome() };
}

class Pushes {
  #logits = null;

  constructor(place, tour) {
    this.tour = tour;
    this.losses = element("p", { class: "sum revealed", role: "status" });
    const column = (key) => ({ words: tour.words(key), kind: "gradient", look: "signed" });
    this.rows = new Rows([column("crossEntropy"), column("squaredError")], spoken(tour.words("pushes")));
    this.named = new Label(tour.words("insist"), () => this.#show());
    place.append(this.named.control, this.losses, this.rows.table);
  }

  see({ stages }) {
    this.#logits = Array.from(Object.values(stages).at(-1));
    this.named.follow(this.#second());
  }

  #second() {
    return DIGITS.toSorted((one, other) => this.#logits[other] - this.#logits[one])[1];
  }

  #show() {
    const { label } = this.named;
    const found = [crossEntropy, squaredError].map((lossOf) => lossOf(this.#logits, label));
    const cells = DIGITS.map((digit) => found.map(({ slopes }) => pushed(-slopes[digit])));
    this.rows.show(cells, label);
    const [cross, squared] = found.map(({ loss }) => compact(loss));
    this.losses.replaceChildren(this.tour.words("losses", { label, cross, squared }));
  }

  #lengths() {
    return [crossEntropy, squaredError].map((lossOf) => Math.hypot(...lossOf(this.#logits, this.#second()).slopes));
  }

  facts() {
    if (!this.#logits) return {};
    const [cross, squared] = this.#lengths();
    return { cross: compact(cross), squared: compact(squared), times: compact(cross / squared) };
  }

  outcome() {
    const [cross, squared] = this.#lengths();
    return cross > ALIKE * squared ? 0 : squared > ALIKE * cross ? 1 : 2;
  }
}

// A bar from the middle to the right for what is pushed up, to the left for what is pushed down; no slope is larger than 1.
function pushed(push) {
  const ends = [0.5, 0.5 + push / 2].toSorted((one, other) => one - other);
  return { text: signed(push, 2), from: ends[0], to: ends[1] };
}
