// Step 10.3: many programs that only guess. The one that is best on some digits is no better than the others on fresh ones.

import { whole } from "../../../lib/display/show.js";
import { chooser, element, spoken } from "../pictures.js";
import { histogram } from "./10-histogram.js";

const DIGITS = 100; // that choose, and as many fresh ones
const TRIED = [1, 10, 100, 1000]; // programs
const CHANCE = DIGITS / 10; // right answers of a guesser, on average
const PARTS = { train: 55, validation: 5, test_split: 10 }; // thousands of MNIST's digits

export function guessers(place, tour) {
  const { labels } = tour.assets.kept;
  const sets = [0, 1].map((first) => labels.filter((_, at) => at % 4 === first).slice(0, DIGITS)); // all kinds in both
  const scores = Array.from({ length: TRIED.at(-1) }, (_, program) => scoresOf(guesserOf(program), sets));
  const charts = [histogram("chosen_on", tour), histogram("fresh", tour)];
  const said = element("p", { class: "sum", role: "status" });

  const show = (key) => {
    const tried = scores.slice(0, Number(key));
    const { best, fresh } = bestOf(tried);
    charts[0].show(tried.map(([right]) => right), best);
    charts[1].show(tried.map(([, right]) => right), fresh);
    said.replaceChildren(tour.words("luck", { count: whole(Number(key)), best, fresh }));
  };
  const choices = TRIED.map((count) => [String(count), whole(count)]);
  const { control, begin, choose } = chooser(choices, "1", spoken(tour.words("tried")), show);
  begin();
  place.append(
    element("div", { class: "controls" }, element("span", { class: "labelled" }, tour.words("tried")), control),
    charts[0].figure,
    element("div", { class: "revealed" }, charts[1].figure, said),
    element("div", { class: "revealed" }, splitBar(tour)),
  );

  const { best, fresh } = bestOf(scores);
  return {
    facts: () => ({ best, fresh, count: labels.length }),
    outcome: () => (Math.abs(fresh - best) < Math.abs(fresh - CHANCE) ? 0 : 1),
    reveal: () => choose(String(TRIED.at(-1))),
  };
}

// How many digits of each set a program guesses, one set after the other.
const scoresOf = (guess, sets) => sets.map((labels) => labels.filter((label) => guess() === label).length);

// What the program that is best on the first set reaches there, and on the fresh digits.
function bestOf(scores) {
  const best = Math.max(...scores.map(([right]) => right));
  return { best, fresh: scores.find(([right]) => right === best)[1] };
}

// Digits at random, by the generator mulberry32 (Tommy Ettinger, 2017), the same from the same seed.
function guesserOf(seed) {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) % 10;
  };
}

// MNIST's digits by what they are for, as wide as they are many.
function splitBar(tour) {
  const parts = Object.entries(PARTS).map(([key, thousands]) => {
    const part = element("span", { class: key }, element("b", {}, whole(1000 * thousands)), " ", tour.words(key));
    part.style.flexGrow = thousands;
    return part;
  });
  return element("div", { class: "split" }, ...parts);
}
