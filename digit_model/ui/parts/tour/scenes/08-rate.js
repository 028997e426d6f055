// Step 8.4: a real run at any learning rate, up to the absurd: the loss, the units that it leaves dead, what it reads rightly.

import { compact } from "../../../lib/display/show.js";
import { sgd } from "../../../lib/training/optimiser.js";
import { deadUnits } from "../../../lib/training/training.js";
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
  #asked = null; // how the question's run came out: { losses, dead, right }
  #reading = null; // that this is about

  constructor(place, tour) {
    super(place, tour);
    this.picture = new RunPicture(tour, STEPS);
    this.rate = new Rate(tour, ASKED, () => this.again());
    this.rate.control.classList.add("revealed");
    place.prepend(this.rate.control, this.picture.box);
  }

  prepare(reading) {
    [this.#losses, this.#end] = [[], null];
    if (reading !== this.#reading) [this.#reading, this.#asked] = [reading, null];
  }

  // A run at the visitor's rate, and where that is another one also at the rate of the question.
  *parts(reading, kept) {
    const examples = batchOf(reading, kept);
    const rate = this.rate.value;
    const end = yield* this.#run(reading, examples, rate, (losses) => ({ losses }));
    yield rate === ASKED ? { end, asked: end } : { end };
    if (!this.#asked) yield { asked: yield* this.#run(reading, examples, ASKED) };
  }

  // Gives { losses, dead, right }; told(losses): what is to be heard of the losses so far.
  *#run({ network }, examples, rate, told = () => {}) {
    const { open } = this.tour;
    const losses = [];
    let last = null;
    for (const now of course(open, beginner(network), examples, sgd(rate), STEPS)) {
      last = now ?? last;
      if (now) losses.push(now.loss);
      yield now && told(losses);
    }
    const after = { ...network, weights: last.weights };
    const dead = deadUnits(open, after, UNITS, examples.map(({ ink }) => ink)); // prettier-ignore
    return { losses, dead, right: rightOf(open, after, examples) };
  }

  hear({ losses = this.#losses, end = this.#end, asked = this.#asked }) {
    [this.#losses, this.#end, this.#asked] = [losses, end, asked];
  }

  paint() {
    this.picture.show(this.#losses, this.#end, this.rate.value);
    if (this.#end) this.tour.refresh();
  }

  facts() {
    if (!this.#asked || !this.isRevealed) return { peak: "–", right: "–" };
    const { losses, right } = this.#asked;
    return { peak: compact(Math.max(...losses.filter((loss) => !Number.isNaN(loss)))), right };
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
