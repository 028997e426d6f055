// A scene that trains: long computing, in parts between the frames. It begins when the pen rests, ahead of the question's
// answer, and nothing of it is shown before that.

import { inFrames } from "../../../lib/in-frames.js";
import { element } from "../pictures.js";
import { batchOf } from "./08-batch.js";

// What a scene of this kind has: material(reading): what has to come from the server first, null as long as it is not here;
// parts(reading, material), a generator; hear(value): what it yields; paint(): shows what has been heard; facts(), see
// step.js; result(): the number of the answer that came out.
export class TrainingScene {
  #running = null;
  #reading = null; // that it was begun for
  isRevealed = false;

  constructor(place, tour) {
    this.tour = tour;
    this.away = element("p", { class: "status" });
    place.append(this.away);
  }

  // What step.js takes for a scene.
  get steps() {
    return {
      see: (reading) => this.#see(reading),
      facts: () => this.facts(),
      outcome: () => this.#outcome(),
      reveal: () => this.#reveal(),
      leave: () => this.stop(),
    };
  }

  #see(reading) {
    if (reading.isDrawing) return this.stop();
    if (reading !== this.#reading) this.begin(reading);
  }

  material(reading) {
    return batchOf(reading, this.tour);
  }

  begin(reading = this.#reading) {
    this.stop();
    const material = this.material(reading);
    this.away.replaceChildren(...(material ? [] : [this.tour.words("away")]));
    if (!material) return;
    this.#reading = reading;
    const hear = (value) => {
      this.hear(value);
      if (this.isRevealed) this.paint();
    };
    this.#running = inFrames(this.parts(reading, material), hear);
  }

  stop() {
    this.#running?.stop();
    this.#running = this.#reading = null;
  }

  #outcome() {
    this.#running?.finish();
    return this.#running && this.result();
  }

  #reveal() {
    this.isRevealed = true;
    this.paint();
    this.tour.refresh();
  }
}
