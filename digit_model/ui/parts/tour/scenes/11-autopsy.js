// Step 11.1: the drawing on its way to the network, and what the network would have said had the way ended earlier.

import { greys, paintPixels } from "../../../lib/display/pixels.js";
import { percent } from "../../../lib/display/show.js";
import { autopsyOf } from "../../../lib/explain/autopsy.js";
import { verdictOf } from "../../../lib/network/verdict.js";
import { inkOf } from "../../../lib/reader.js";
import { element, picture, spoken } from "../pictures.js";
import { missed } from "./10-counts.js";
import { likeliest } from "./likeliest.js";


export function autopsy(place, tour) {
  const scene = new Autopsy(place, tour);
  return { see: (reading) => scene.see(reading), facts: () => scene.facts(), outcome: () => scene.outcome() };
}

class Autopsy {
  #steps = [];

  constructor(place, tour) {
    this.tour = tour;
    this.cards = element("ol", { class: "way" });
    const { all, none } = tour.assets.figures.prepared;
    const bars = [bar(tour.words("prepared_all"), all), bar(tour.words("prepared_none"), none)];
    const caption = element("p", { class: "caption" }, tour.words("measured"));
    place.append(this.cards, element("div", { class: "shares revealed" }, caption, ...bars));
  }

  // While the pen moves the way stays as it was: it takes too long for every frame.
  see({ isDrawing, picture: sent, strokes, trained, probabilities }) {
    if (isDrawing && this.#steps.length) return;
    const network = this.tour.open(trained.wires, trained.weights);
    this.digit = likeliest(probabilities);
    this.#steps = (sent ? sent.autopsy : autopsyOf(strokes)).map((step) => {
      const ink = inkOf(step.digit);
      const logits = Object.values(network.trace(ink)).at(-1);
      return { ...step, ...verdictOf(ink, logits, trained.thresholds) };
    });
    this.cards.replaceChildren(...this.#steps.map((step) => this.#card(step)));
  }

  #card({ name, rows, columns, levels, digit, verdict, candidates, probabilities }) {
    const words = (key) => this.tour.words(key);
    const made = picture(rows, columns, { width: 78, kind: "data", name: spoken(words(`step_${name}`)) });
    paintPixels(made, greys(levels));
    const given = picture(28, 28, { width: 42, name: spoken(words("given")) });
    paintPixels(given, greys(digit));
    const said = candidates[0] ?? "–";
    const answer = element("b", { kind: "probability" }, said);
    const share = element("small", {}, candidates.length ? percent(probabilities[said]) : words("no_digit"));
    const isOther = verdict !== "digit" || Number(said) !== this.digit;
    return element(
      "li",
      { class: isOther ? "other" : "" },
      element("span", { class: "title" }, words(`step_${name}`)),
      element("div", { class: "made" }, made),
      element("div", { class: "reading" }, given, element("span", { class: "revealed" }, answer, share)),
    );
  }

  facts() {
    const { confusion, prepared } = this.tour.assets.figures;
    return { accuracy: percent(1 - missed(confusion) / 10_000), all: percent(prepared.all), none: percent(prepared.none) };
  }

  outcome() {
    if (!this.#steps.length) return null; // a picture on its way, or nothing that is ink
    const [{ candidates }] = this.#steps;
    if (!candidates.length) return 2;
    return Number(candidates[0]) === this.digit ? 0 : 1;
  }
}

// A share as a bar, with its words before it.
function bar(words, share) {
  const filled = element("i", { kind: "probability" });
  filled.style.width = `${100 * share}%`;
  const parts = [element("span", {}, words), element("span", { class: "track" }, filled), element("b", {}, percent(share))];
  return element("div", { class: "bar" }, ...parts);
}
