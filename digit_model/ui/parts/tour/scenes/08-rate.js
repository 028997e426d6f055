// Step 8.4: a real run at any learning rate, up to the absurd: the loss, the units that it leaves dead, what it reads rightly.

import { sgd } from "../../../lib/optimiser.js";
import { compact } from "../../../lib/show.js";
import { deadUnits } from "../../../lib/training.js";
import { element } from "../pictures.js";
import { batchOf, beginner, course } from "./08-batch.js";
import { RunPicture } from "./08-run.js";
import { Rate } from "./08-typed.js";
import { TrainingScene } from "./08-work.js";
import { likeliest } from "./likeliest.js";

const STEPS = 30;
const ASKED = 3; // the rate of the question
const UNITS = "relu"; // the stage whose units can die

export const rates = (place, tour) => new Rates(place, tour).steps;

class Rates extends TrainingScene {
  #losses = [];
  #end = null; // what is left of the network: { dead, right }
  #asked = null; // how the question's run came out

  constructor(place, tour) {
    super(place, tour);
    this.picture = new RunPicture(tour, STEPS);
    this.rate = new Rate(tour, ASKED, () => this.isRevealed && this.begin());
    this.rate.control.classList.add("revealed");
    place.prepend(this.rate.control, this.picture.box);
  }

  prepare() {
    [this.#losses, this.#end] = [[], null];
  }

  *parts(reading, kept) {
    const examples = batchOf(reading, kept);
    const { open } = this.tour;
    let last = null;
    for (const now of course(open, beginner(reading.network), examples, sgd(this.rate.value), STEPS)) {
      last = now ?? last;
      yield now && { loss: now.loss };
    }
    const network = { ...reading.network, weights: last.weights };
    const dead = deadUnits(open, network, UNITS, examples.map(({ ink }) => ink)); // prettier-ignore
    yield { end: { dead, right: rightOf(open, network, examples) } };
  }

  hear({ loss, end }) {
    if (end) this.#end = end;
    else this.#losses.push(loss);
    if (end && this.rate.value === ASKED) this.#asked = { losses: this.#losses, ...end };
  }

  paint() {
    this.picture.show(this.#losses, this.#end, this.rate.value);
    if (this.#end) this.tour.refresh();
  }

  facts() {
    if (!this.#asked || !this.isRevealed) return { peak: "–", dead: "–", right: "–" };
    const { losses, dead, right } = this.#asked;
    return { peak: compact(Math.max(...losses.filter((loss) => !Number.isNaN(loss)))), dead: dead.filter(Boolean).length, right };
  }

  // Whether the loss fell at the rate of the question, stays high, or is no number any more.
  result() {
    const { losses } = this.#asked;
    if (Number.isNaN(losses.at(-1))) return 2;
    return losses.at(-1) < losses[0] / 2 ? 0 : 1;
  }
}

// How many of the examples the network reads as labelled; where the scores are no numbers, none is the largest.
function rightOf(open, { wires, weights }, examples) {
  const opened = open(wires, weights);
  const isRight = ({ ink, label }) => {
    opened.trace(ink);
    return likeliest(opened.logits()) === label;
  };
  return examples.filter(isRight).length;
}
