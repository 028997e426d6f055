// A learning rate: one of a few, or any that is typed, however absurd.

import { chooser, element, spoken } from "../pictures.js";

const RATES = [0.001, 0.1, 3, 1e9];
const WORDS = { nan: NaN, inf: Infinity, infinity: Infinity, "-inf": -Infinity, "∞": Infinity };

export class Rate {
  // tell(): there is another rate.
  constructor(tour, value, tell) {
    Object.assign(this, { tour, value, tell });
    const choices = RATES.map((rate) => [rate, written(rate)]);
    this.chooser = chooser(choices, value, spoken(tour.words("rate")), (rate) => this.#choose(Number(rate)));
    this.input = element("input", { type: "text", inputmode: "decimal", size: 6, "aria-label": spoken(tour.words("own")) });
    this.input.addEventListener("change", () => this.#type(this.input.value));
    this.complaint = element("p", { class: "status", role: "status" });
    const own = element("label", {}, tour.words("own"), " ", this.input);
    const labelled = element("div", { class: "labelled" }, tour.words("rate"), this.chooser.control);
    this.control = element("div", {}, element("div", { class: "controls" }, labelled, own), this.complaint);
    this.chooser.begin();
  }

  #choose(rate) {
    this.value = rate;
    this.input.value = written(rate);
    this.complaint.replaceChildren();
    this.tell();
  }

  #type(text) {
    const rate = rateOf(text);
    this.complaint.replaceChildren(...(rate === null ? [this.tour.words("nonsense", { text, rate: written(this.value) })] : []));
    if (rate === null) return;
    this.chooser.choose(rate);
    this.input.value = text;
  }
}

// null for what is no number and no name of one.
function rateOf(text) {
  const plain = text.trim().toLowerCase().replace(",", ".").replace("−", "-");
  if (Object.hasOwn(WORDS, plain)) return WORDS[plain];
  const rate = plain === "" ? NaN : Number(plain);
  return Number.isNaN(rate) ? null : rate;
}

const written = (rate) => (rate === 1e9 ? "1e9" : String(rate).toLowerCase()); // "nan", as it is typed
