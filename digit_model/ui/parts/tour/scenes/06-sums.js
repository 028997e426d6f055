// Steps 6.2 and 6.3: the score of a digit as a sum, and the lead of the likeliest digit over another.

import { number, percent } from "../../../lib/display/show.js";
import { ledgerOf, scoreOf } from "../../../lib/explain/ledger.js";
import { byProbability } from "../../../lib/network/verdict.js";
import { chooser, element, spoken } from "../pictures.js";
import { Terms } from "./06-terms.js";

const DIGITS = [..."0123456789"];
const NUMBERS = 16;

export function score(place, tour) {
  const split = ({ network, stages }, digit) => scoreOf(network.wires, network.weights, stages, digit);
  const scene = new Sum(place, tour, "score", (reading) => ranked(reading)[0], split);
  const share = (reading) => shareOfLargest(split(reading, ranked(reading)[0]).terms);
  return {
    see: (reading) => scene.see(reading),
    facts: (reading) => ({ largest: percent(share(reading)) }),
    outcome: (reading) => (share(reading) === 0 ? null : Number(share(reading) <= 0.5)),
  };
}

export function lead(place, tour) {
  const split = ({ network, stages, probabilities }, other) => {
    return ledgerOf(network.wires, network.weights, stages, ranked({ probabilities })[0], other);
  };
  const scene = new Sum(place, tour, "lead", (reading) => ranked(reading)[1], split);
  const ledger = (reading) => split(reading, ranked(reading)[1]);
  const isFor = (sign) => (reading) => ledger(reading).terms.filter(({ term }) => sign * term > 0);
  const [forFirst, forSecond] = [isFor(+1), isFor(-1)];
  return {
    see: (reading) => scene.see(reading, ranked(reading)[0]),
    facts: (reading) => {
      return { lead: number(ledger(reading).total), for: forFirst(reading).length, against: forSecond(reading).length };
    },
    outcome: (reading) => Number(forSecond(reading).length > 0),
  };
}

// A digit is chosen, and what belongs to it is written out; until then it is the first that a reading suggests.
class Sum {
  #reading = null;
  #digit = null;
  #isChosen = false;

  // key: of the labels. first(reading): a digit. split(reading, digit): as lib/explain/ledger.js splits.
  constructor(place, tour, key, first, split) {
    Object.assign(this, { first, split });
    const name = spoken(tour.words(key));
    this.terms = new Terms(NUMBERS, { bias: tour.words("bias"), total: tour.words(key), name });
    const digits = DIGITS.map((digit) => [digit, digit]);
    this.chooser = chooser(digits, null, spoken(tour.words(`${key}_of`)), (digit) => this.#choose(digit));
    this.chooser.control.addEventListener("click", () => (this.#isChosen = true));
    const labelled = element("div", { class: "labelled" }, tour.words(`${key}_of`), this.chooser.control);
    place.append(element("div", { class: "controls" }, labelled), this.terms.bars.list);
  }

  // without: a digit that has no sum, or null.
  see(reading, without = null) {
    this.#reading = reading;
    for (const button of this.chooser.control.children) button.disabled = button.dataset.key === String(without);
    if (!this.#isChosen || this.#digit === without) this.#digit = this.first(reading);
    this.chooser.choose(this.#digit);
  }

  #choose(digit) {
    this.#digit = Number(digit);
    this.terms.show(this.split(this.#reading, this.#digit));
  }
}

const ranked = ({ probabilities }) => byProbability(probabilities);

// How much of all that speaks for a digit comes from a single number; 0 where nothing does.
function shareOfLargest(terms) {
  const positive = terms.map(({ term }) => Math.max(0, term));
  const all = positive.reduce((sum, term) => sum + term, 0);
  return all && Math.max(...positive) / all;
}
