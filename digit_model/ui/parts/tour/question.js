// A question: answered by a click before anything is revealed. Then the visitor's answer stands beside what really came out.

export class AskedQuestion {
  #chosen = null;

  // section:        the question in the step, or null where there is none.
  // words:          of the tour.
  // choose(answer): called once, with the number of the answer.
  constructor(section, words, choose) {
    Object.assign(this, { section, words, choose });
    this.buttons = section ? [...section.querySelectorAll(".answer")] : [];
    for (const button of this.buttons) button.addEventListener("click", () => this.#press(Number(button.dataset.answer)));
  }

  #press(answer) {
    if (this.#chosen === null) this.choose(answer);
  }

  // The answer is given, and what really comes out is on its way.
  wait(yours) {
    this.#chosen = yours;
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(Number(button.dataset.answer) === yours));
  }

  // yours, live: numbers of answers; live is null where it came out undecided.
  reveal({ yours, live }) {
    if (!this.section) return;
    this.#chosen = yours;
    this.section.dataset.answered = "";
    for (const button of this.buttons) {
      const answer = Number(button.dataset.answer);
      button.setAttribute("aria-pressed", String(answer === yours));
      button.toggleAttribute("data-live", answer === live);
      button.setAttribute("aria-disabled", "true"); // it stays in the order of Tab: somebody stands on it
    }
    const key = live === null ? "undecided" : yours === live ? "right" : "wrong";
    this.section.querySelector(".feedback").replaceChildren(this.words(key));
    this.section.querySelector(".why").hidden = false;
  }
}
