// Step 2.1: a rule for the 0, written by hand: its middle is empty. The visitor sets how empty.

import { element, paintInk, picture, slider, spoken } from "../pictures.js";
import { answerWords } from "./00-reading.js";
import { FRAME, inkInFrame, Mistakes } from "./02-mistakes.js";
import { frameAt } from "./03-grid.js";

const SIDE = 28;
const BEGIN = 20; // percent

export function rule(place, tour) {
  const scene = new Rule(place, tour);
  return {
    see: (reading) => scene.see(reading),
    facts: () => scene.facts(),
    outcome: () => scene.outcome(),
    reveal: () => scene.reveal(),
    leave: () => scene.leave(),
  };
}

class Rule {
  #reading = null;
  #threshold = BEGIN;
  #mistakes = null;
  #isAnswered = false;

  constructor(place, tour) {
    this.tour = tour;
    this.digit = picture(SIDE, SIDE, { width: 168, kind: "data", name: spoken(tour.words("picture")) });
    const frame = element("i", { class: "window" });
    frameAt(frame, FRAME.from, FRAME.from, FRAME.side);
    this.said = element("div", { class: "said", role: "status" });
    this.wrong = element("div", { class: "wrong revealed" });
    const choice = { label: tour.words("threshold"), from: 0, to: 100, value: BEGIN, shown: (percent) => `${percent} %` };
    const { control, begin } = slider(choice, (threshold) => this.#set(threshold));
    const row = element("div", { class: "row ruled" }, element("div", { class: "over" }, this.digit, frame), this.said);
    place.append(row, element("div", { class: "controls" }, control), this.wrong);
    begin();
  }

  see(reading) {
    this.#reading = reading;
    this.#mistakes ??= new Mistakes(this.tour, reading.network, this.tour.assets.made.digits);
    paintInk(this.digit, reading.ink);
    this.#show();
  }

  #set(threshold) {
    this.#threshold = threshold;
    if (this.#reading) this.#show();
  }

  #show() {
    const { words } = this.tour;
    const ink = inkInFrame(this.#reading.ink);
    const line = (key, ...answer) => element("p", {}, element("span", {}, words(key)), element("b", {}, ...answer));
    this.said.replaceChildren(
      line("inside", `${Math.round(ink)} %`),
      line("rule", words(ink < this.#threshold ? "zero" : "other")),
      line("network", answerWords(words, this.#reading)),
    );
    if (this.#isAnswered) this.#showMistakes();
  }

  #showMistakes() {
    const { words } = this.tour;
    const { taken, missed } = this.#mistakes.ofRule(this.#threshold);
    const row = (key, digits) => {
      const name = element("p", {}, words(key), element("b", {}, String(digits.length)));
      return element("div", {}, name, element("div", { class: "thumbnails" }, ...digits.map(({ ink }) => thumbnail(ink))));
    };
    const network = element("p", {}, words("wrong"), element("b", {}, String(this.#mistakes.ofNetwork)));
    this.wrong.replaceChildren(row("taken", taken), row("missed", missed), network);
  }

  facts() {
    const { least, ofNetwork, digits } = this.#mistakes;
    return { least, mistakes: this.#isAnswered ? ofNetwork : "?", all: digits.length };
  }

  outcome() {
    this.#mistakes.finish();
    return 1 + Math.sign(this.#mistakes.least - this.#mistakes.ofNetwork);
  }

  reveal() {
    this.#mistakes.finish();
    this.#isAnswered = true;
    this.#show();
  }

  leave() {
    this.#mistakes?.stop();
  }
}

function thumbnail(ink) {
  const canvas = element("canvas", { width: SIDE, height: SIDE, "aria-hidden": "true" });
  paintInk(canvas, ink);
  return canvas;
}
