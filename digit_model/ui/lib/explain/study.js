// study(element, ask, show, part): keeps what a part says about the digit at rest up to date. Asks when the piece of it that
// shows the answer is in view, one question at a time, always about the newest digit: ask(reading) gives the answer, or a
// promise of it, or null where it cannot be had now. show(answer, reading) is called with null, and at once, when the page
// is empty. Returns a function to call when the question itself has changed.
//
// What CSS makes of the element's attributes stands in page.css. data-blank: the page is empty. data-unanswered: there is
// no answer to show yet. data-waiting: the last question got no answer, and will be asked again.

import { Backoff } from "../browser/backoff.js";
import { hear } from "../events.js";
import { isComputable } from "../network.js";

export function study(element, ask, show, part = element) {
  const asked = new Study(element, ask, show);
  hear("digit-rest", (reading) => asked.about(reading));
  new IntersectionObserver((entries) => asked.see(entries.at(-1).isIntersecting)).observe(part);
  return () => asked.again();
}

class Study {
  #reading = null; // the newest
  #wanted = null; // the reading that is still to be explained, if any
  #busy = false;
  #visible = false;
  #backoff = new Backoff();

  constructor(element, ask, show) {
    Object.assign(this, { element, ask, show });
    this.#mark(true);
  }

  about(reading) {
    // Where the server reads there is nothing to compute an explanation with; the part is hidden (page.css).
    if (!isComputable(reading.network.wires)) return this.element.setAttribute("data-useless", "");
    this.#reading = reading;
    this.again();
  }

  see(visible) {
    this.#visible = visible;
    this.#go();
  }

  again() {
    if (!this.#reading) return;
    const blank = this.#reading.verdict === "blank";
    this.#mark(blank);
    if (blank) this.show(null, this.#reading);
    this.#wanted = blank ? null : this.#reading;
    this.#backoff.reset();
    this.#go();
  }

  #mark(blank) {
    this.element.toggleAttribute("data-blank", blank);
    if (!blank) return;
    this.element.setAttribute("data-unanswered", "");
    this.element.removeAttribute("data-waiting");
  }

  async #go() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#wanted && this.#visible) await this.#explain();
    } finally {
      this.#busy = false;
    }
  }

  async #explain() {
    const about = this.#wanted;
    this.#wanted = null;
    const answer = await this.ask(about);
    if (this.#wanted || about !== this.#reading) return; // something else is to be asked now, or nothing
    this.element.toggleAttribute("data-waiting", !answer);
    if (!answer) return this.#tryAgain(about);
    this.#backoff.reset();
    this.element.removeAttribute("data-unanswered");
    this.show(answer, about);
  }

  async #tryAgain(about) {
    await this.#backoff.wait();
    if (about === this.#reading) this.#wanted = about;
  }
}
