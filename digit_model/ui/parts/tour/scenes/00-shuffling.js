// Step 0.2: all numbers of the file as a picture; a slider shuffles a share of them, and the network reads on with what is left.

import { percent } from "../../../lib/display/show.js";
import { element, picture, slider, spoken } from "../pictures.js";
import { placesByChance } from "./00-chance.js";
import { answerWords, readerFor } from "./00-reading.js";
import { FILE_COLUMNS, filePainter } from "./00-weights.js";
import { likeliest } from "./likeliest.js";

const SEED = 15;

export function shuffling(place, tour) {
  const scene = new Shuffling(place, tour);
  return {
    see: (reading) => scene.see(reading),
    facts: (reading) => scene.facts(reading),
    outcome: (reading) => scene.outcome(reading),
    reveal: () => scene.slider.moveTo(100), // that is what the answer speaks of
  };
}

class Shuffling {
  #reading = null;
  #shown = null; // the numbers with a share of them shuffled
  #share = 0; // of the numbers that are shuffled
  #all = null; // { from, weights }: the network's numbers, and the same with all of them shuffled

  constructor(place, tour) {
    this.tour = tour;
    this.read = readerFor(tour); // with what the slider leaves
    this.readShuffled = readerFor(tour);
    this.file = picture(0, FILE_COLUMNS, { width: 460, kind: "weights", name: spoken(tour.words("numbers")) });
    this.paintFile = filePainter(this.file);
    this.answer = element("p", { class: "sum", role: "status", kind: "probability" });
    const choice = { label: tour.words("shuffled"), from: 0, to: 100, value: 0, shown: (share) => `${share} %` };
    this.slider = slider(choice, (share) => this.#shuffle(share / 100));
    const controls = element("div", { class: "controls" }, this.slider.control);
    const revealed = element("div", { class: "revealed" }, controls, this.answer);
    place.append(element("div", { class: "row" }, this.file), revealed);
    this.slider.begin();
  }

  see(reading) {
    this.#reading = reading;
    const { weights } = reading.network;
    if (this.#all?.from !== weights) {
      this.#all = { from: weights, weights: shuffled(weights, 1) };
      this.#shown = shuffled(weights, this.#share);
    }
    this.#show();
  }

  #shuffle(share) {
    this.#share = share;
    if (!this.#reading) return;
    this.#shown = shuffled(this.#all.from, share);
    this.#show();
  }

  #show() {
    const { network, ink } = this.#reading;
    const changed = { ...network, weights: this.#shown };
    this.paintFile(changed, this.tour.palette());
    this.answer.replaceChildren(answerWords(this.tour.words, this.read(changed, ink)));
  }

  #afterAll({ network, ink }) {
    return this.readShuffled({ ...network, weights: this.#all.weights }, ink);
  }

  facts(reading) {
    return { left: percent(this.#afterAll(reading).probabilities[likeliest(reading.probabilities)]) };
  }

  outcome(reading) {
    const { verdict, candidates } = this.#afterAll(reading);
    return verdict === "digit" && Number(candidates[0]) === likeliest(reading.probabilities) ? 0 : 1;
  }
}

// The same numbers, of which a share have changed places. A larger share shuffles these and more, and the same ones each time.
export function shuffled(weights, share) {
  const places = placesByChance(weights.length, SEED).subarray(0, Math.round(share * weights.length));
  const result = weights.slice();
  places.forEach((place, at) => (result[place] = weights[places[(at + 1) % places.length]]));
  return result;
}
