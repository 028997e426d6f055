// The visitor's answers, kept in this browser alone: { step: { yours, live } }, numbers of answers, live null if undecided.

import { keepValue, keptValue } from "../../lib/browser/storage.js";

const KEY = "talk answers";

const isGiven = (value) => Object.values(value).every((answer) => Number.isInteger(answer?.yours));

export class Answers {
  #given = keptValue("localStorage", KEY, isGiven) ?? {};

  of(step) {
    return this.#given[step] ?? null;
  }

  give(step, answer) {
    this.#given[step] = answer;
    keepValue("localStorage", KEY, this.#given);
  }

  forget() {
    this.#given = {};
    keepValue("localStorage", KEY, {});
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
