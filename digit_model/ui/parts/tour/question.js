// A question: answered by a click before anything is revealed. Then the visitor's answer stands beside what really came out.

export class AskedQuestion {
  isAnswered = false;
  yours = null; // the number of the visitor's answer; null where it is shown without one
  #said = null; // the key of the words below the answers

  // section:        the question in the step, or null where there is none.
  // words:          of the tour.
  // choose(answer): called once, with the number of the answer.
  constructor(section, words, choose) {
    Object.assign(this, { section, words });
    this.buttons = section ? [...section.querySelectorAll(".answer")] : [];
    for (const button of this.buttons) {
      button.addEventListener("click", () => this.isAnswered || choose(Number(button.dataset.answer)));
    }
  }

  get isOpen() {
    return this.section !== null && !this.isAnswered;
  }

  // The answer is given, and what really comes out is on its way.
  answer(yours) {
    Object.assign(this, { isAnswered: true, yours });
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(Number(button.dataset.answer) === yours));
    this.#say("waiting");
  }

  // live: the number of the answer that came out, null where that is undecided.
  show(live) {
    if (!this.section) return; // a later edition of the talk asks nothing here any more
    this.section.dataset.answered = "";
    for (const button of this.buttons) {
      const answer = Number(button.dataset.answer);
      button.toggleAttribute("data-live", answer === live);
      button.setAttribute("aria-disabled", "true"); // it stays in the order of Tab: somebody stands on it
      button.parentElement.hidden = ![this.yours, live].includes(answer); // neither said nor so
    }
    const compared = this.yours === null ? "shown" : this.yours === live ? "right" : "wrong";
    this.#say(live === null ? "undecided" : compared);
    this.section.querySelector(".why").hidden = false;
  }

  // Only what is new is written: a screen reader reads it out.
  #say(key) {
    if (key === this.#said) return;
    this.#said = key;
    this.section?.querySelector(".feedback").replaceChildren(this.words(key));
  }
}
