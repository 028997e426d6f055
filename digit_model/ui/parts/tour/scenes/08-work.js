// A scene that trains: long computing, in parts between the frames. It begins when the pen rests, ahead of the question's
// answer. Nothing of it is shown before that; from then on it is painted as far as it has come.

import { element } from "../pictures.js";
import { inFrames } from "../slices.js";

// What a scene of this kind has: parts(reading, material), a generator; hear(value): what it yields; paint(): shows what has
// been heard; facts(), see step.js; result(): the number of the answer that came out. prepare(reading, material) is called
// before it begins: nothing has been heard yet. goToResult() is called once, when the question is answered and all has been
// heard: it shows what the answer speaks of.
export class TrainingScene {
  #running = null;
  #reading = null;
  #begun = null; // the reading that it was begun for
  #material; // what it needs from the library: undefined until it is here, null if it does not arrive
  #waiting = []; // those who wait for the result
  #isAsked = false; // for the material
  #isLeft = false;
  #isDone = false;
  #isAtResult = false; // or was
  isRevealed = false;

  // shelf: of library.js.
  constructor(place, tour, shelf = "kept") {
    this.away = element("p", { class: "status" });
    Object.assign(this, { tour, shelf });
    place.append(this.away);
  }

  // What step.js takes for a scene.
  get steps() {
    return {
      see: (reading) => this.#see(reading),
      facts: () => this.facts(),
      outcome: () => this.#outcome(),
      reveal: () => this.#reveal(),
      leave: () => this.#leave(),
    };
  }

  prepare() {}

  // The pen moves: what is cheap may follow it.
  follow() {}

  goToResult() {}

  #see(reading) {
    this.#reading = reading;
    if (!this.#isAsked) {
      this.#isAsked = true;
      this.tour.use(this.shelf, (material) => this.#isLeft || this.#take(material));
    }
    if (reading.isDrawing) {
      this.#stop();
      if (this.#material) this.follow(reading, this.#material);
    } else if (this.#material && reading !== this.#begun) this.begin();
  }

  #take(material) {
    this.#material = material;
    if (material) return this.#see(this.#reading);
    this.away.replaceChildren(this.tour.words("away"));
    this.#tell(null);
  }

  // The visitor has chosen something else. Where nothing runs, the next run will be of that.
  again() {
    if (this.isRevealed && this.#begun) this.begin();
  }

  begin() {
    this.#stop();
    this.#begun = this.#reading;
    this.prepare(this.#reading, this.#material);
    if (this.isRevealed) this.paint();
    const hear = (value) => {
      this.hear(value);
      if (this.isRevealed) this.paint();
    };
    this.#running = inFrames(this.parts(this.#reading, this.#material), hear, () => this.#end());
    if (this.isRevealed || this.#waiting.length) this.#running.hurry();
  }

  #end() {
    this.#isDone = true;
    this.#arrive();
    this.#tell(this.result());
  }

  #tell(outcome) {
    for (const resolve of this.#waiting.splice(0)) resolve(outcome);
  }

  #stop() {
    this.#running?.stop();
    this.#running = this.#begun = null;
    this.#isDone = false;
  }

  #leave() {
    this.#isLeft = true;
    this.#stop();
  }

  #outcome() {
    if (this.#isDone) return this.result();
    if (this.#material === null) return null;
    this.#running?.hurry();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #reveal() {
    this.isRevealed = true;
    if (this.#begun) this.paint();
    this.#arrive();
    this.tour.refresh();
  }

  #arrive() {
    if (!this.isRevealed || !this.#isDone || this.#isAtResult) return;
    this.#isAtResult = true;
    this.goToResult();
  }
}
