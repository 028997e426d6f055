// Step 4.4: the same weights behind the average instead of the maximum.

import { percent } from "../../../lib/display/show.js";
import { mapOf } from "../../../lib/display/thumbnails.js";
import { verdictOf } from "../../../lib/network/verdict.js";
import { element, paintValues, picture, spoken } from "../pictures.js";
import { pooledBy } from "./04-pools.js";
import { Bars } from "./bars.js";
import { likeliest } from "./likeliest.js";

const [STAGE, MAPS, SIDE] = ["pool1", 16, 14];
const DIGITS = [..."0123456789"];

export function exchanged(place, tour) {
  const scene = new Exchanged(place, tour);
  return { see: (reading) => scene.see(reading), outcome: () => scene.outcome(), facts: () => scene.facts() };
}

class Exchanged {
  #opened = null; // the network with averages

  constructor(place, tour) {
    this.tour = tour;
    this.columns = { maximum: this.#column("maximum"), mean: this.#column("mean") };
    this.columns.mean.box.classList.add("revealed");
    place.append(element("div", { class: "beside" }, ...Object.values(this.columns).map(({ box }) => box)));
  }

  // The maps behind a pooling, and the ten probabilities that come of them.
  #column(key) {
    const name = spoken(this.tour.words(key));
    const maps = Array.from({ length: MAPS }, () => picture(SIDE, SIDE, { width: 40, kind: "activation", name }));
    const bars = new Bars(DIGITS, { kind: "probability", name });
    const heading = element("h3", {}, this.tour.words(key));
    return { maps, bars, box: element("section", {}, heading, element("div", { class: "small-maps" }, ...maps), bars.list) };
  }

  see(reading) {
    const { wires, weights } = reading.network;
    if (this.#opened?.weights !== weights) {
      this.#opened = { weights, network: this.tour.open(pooledBy("mean", wires), weights) };
    }
    const stages = this.#opened.network.trace(reading.ink);
    this.after = verdictOf(reading.ink, this.#opened.network.logits(), reading.network.thresholds).probabilities;
    this.before = reading.probabilities;
    this.#show("maximum", reading.stages[STAGE], this.before);
    this.#show("mean", stages[STAGE], this.after);
  }

  #show(key, values, probabilities) {
    const { maps, bars } = this.columns[key];
    maps.forEach((map, channel) => paintValues(map, mapOf([MAPS, SIDE, SIDE], values, channel).values, this.tour.palette()));
    bars.show(probabilities, { full: 1, told: percent, marked: likeliest(probabilities) });
  }

  facts() {
    const after = likeliest(this.after);
    return { after, afterShare: percent(this.after[after]) };
  }

  outcome() {
    return likeliest(this.after) === likeliest(this.before) ? 0 : 1;
  }
}
