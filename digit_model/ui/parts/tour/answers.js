// The visitor's answers, kept in this browser alone: { step: { yours, live } }, numbers of answers, live null if undecided.

import { keep, kept } from "../../lib/kept.js";

const KEY = "talk answers";

export class Answers {
  #given = JSON.parse(kept("localStorage", KEY) ?? "{}");

  of(step) {
    return this.#given[step] ?? null;
  }

  give(step, answer) {
    this.#given[step] = answer;
    keep("localStorage", KEY, JSON.stringify(this.#given));
  }

  forget() {
    this.#given = {};
    keep("localStorage", KEY, "{}");
  }

  // { asked, right, revisit }: how many of these steps' questions were answered and came out, how many rightly, and the
  // others' chapters.
  score(steps) {
    const given = steps.filter((step) => (this.#given[step]?.live ?? null) !== null);
    const wrong = given.filter((step) => this.#given[step].yours !== this.#given[step].live);
    const revisit = [...new Set(wrong.map((step) => step.split(".")[0]))];
    return { asked: given.length, right: given.length - wrong.length, revisit };
  }
}
