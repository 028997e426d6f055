// One step while it is shown: its text, its question and its scene. Leaving it takes away all that it did.
//
// A scene is (place, tour) => { see(reading), outcome(reading), facts(reading), reveal(reading), leave() }, all optional:
//   place:    an empty element, dropped when the step is left. A scene keeps nothing anywhere else.
//   see:      called at once and with every reading, also while the pen moves.
//   outcome:  the number of the answer that really comes out of this reading, or a promise of it where that has to be
//             measured; null if undecided. Asked for again whenever the pen rests.
//   facts:    the step's own {placeholders}.
//   reveal:   the question has been answered: what it asked for may be shown. Called once, before outcome.
//   leave:    stops what would go on by itself.
// tour = { words, assets, use, ask, open, palette } as tour.js makes it; tour.isAnswered: the question was answered
// before; tour.refresh() has facts asked for again, and what came out if that is shown.

import { factsOf } from "./facts.js";
import { Placeholders } from "./placeholders.js";
import { AskedQuestion } from "./question.js";

export class ShownStep {
  #scene = null; // made with the first reading
  #reading = null;
  #isSettled = false; // what came out is known and shown
  #isLeft = false;

  // beside: { article, place, sceneOf, tourFor, answers, answered, words }
  constructor(name, content, beside) {
    Object.assign(this, { name, beside });
    beside.article.dataset.step = name;
    beside.article.replaceChildren(...content);
    beside.place.replaceChildren();
    delete beside.place.dataset.revealed;
    this.placeholders = new Placeholders(beside.article);
    const choose = (answer) => this.#reading && this.#reveal(answer); // without a reading nothing can come out
    this.question = new AskedQuestion(beside.article.querySelector(".question"), beside.words, choose);
  }

  see(reading) {
    this.#reading = reading;
    const isFirst = this.#scene === null;
    this.#scene ??= this.#made();
    this.#scene.see?.(reading);
    this.#fill();
    const answer = this.beside.answers.of(this.name);
    if (isFirst && answer) this.#reveal(answer.yours);
    else if (this.question.isAnswered && !reading.isDrawing) this.#compare();
  }

  // Shows what comes out as nobody's answer, for a presenter whose clicker cannot point. Gives whether a question was open.
  showAnswer() {
    const isOpen = this.question.isOpen && this.#reading !== null;
    if (isOpen) this.#reveal(null);
    return isOpen;
  }

  leave() {
    this.#isLeft = true;
    this.#scene?.leave?.();
  }

  #made() {
    const refresh = () => (this.#isSettled ? this.#compare() : this.#fill());
    const { place, sceneOf, tourFor, answers } = this.beside;
    const isAnswered = answers.of(this.name) !== null;
    return sceneOf(this.name)(place, { ...tourFor(this.name), isAnswered, refresh });
  }

  #fill() {
    if (this.#scene) this.placeholders.fill({ ...factsOf(this.#reading), ...this.#scene.facts?.(this.#reading) });
  }

  // The picture shows at once what the question asked for, also while what comes out is still being measured.
  #reveal(yours) {
    this.question.answer(yours);
    this.beside.place.dataset.revealed = ""; // the stylesheet shows what is marked class="revealed"
    this.#scene.reveal?.(this.#reading);
    this.#fill();
    this.#compare();
  }

  // Shows what comes out of the newest reading beside the visitor's answer, as soon as it is known.
  #compare() {
    const reading = this.#reading;
    const live = this.#scene.outcome?.(reading) ?? null;
    if (!(live instanceof Promise)) return this.#settle(live);
    live.then((measured) => reading === this.#reading && this.#settle(measured));
  }

  // What counts in the end is what came out of the drawing that the answer was given for. It counts too if it is known
  // only when the step has been left.
  #settle(live) {
    if (this.#isLeft && live === null) return; // nothing came out: the step was left before
    this.#isSettled = true;
    const { answers, answered } = this.beside;
    const { yours } = this.question;
    if (yours !== null && answers.of(this.name) === null) {
      answers.give(this.name, { yours, live });
      answered();
    }
    this.#fill(); // why it came out so is known by now, too
    this.question.show(live);
  }
}
