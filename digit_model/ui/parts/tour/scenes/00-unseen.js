// Step 0.3: the visitor's digit as no picture of the training data was, read by the same network.

import { percent } from "../../../lib/display/show.js";
import { element, paintInk, picture, spoken } from "../pictures.js";
import { boxOf } from "./00-box.js";
import { answerWords, readerFor } from "./00-reading.js";
import { likeliest } from "./likeliest.js";

const SIDE = 28;

// What becomes of a digit's ink, (28, 28).
export const CHANGES = {
  same: (ink) => ink,
  turned: (ink) => ink.toReversed(),
  pushed: (ink) => pushed(ink, boxOf(ink)),
  swapped: (ink) => ink.map((level) => 1 - level),
};

export function unseen(place, tour) {
  const read = readerFor(tour);
  const tiles = Object.entries(CHANGES).map(([key, change]) => {
    const canvas = picture(SIDE, SIDE, { width: 172, kind: "data", name: spoken(tour.words(key)) });
    const answer = element("b", { kind: "probability", class: key === "swapped" ? "revealed" : "" });
    return { key, change, canvas, answer };
  });
  const named = (key) => element("figcaption", {}, tour.words(key));
  const figures = tiles.map(({ key, canvas, answer }) => element("figure", {}, canvas, named(key), answer));
  place.append(element("div", { class: "unseen" }, ...figures));
  const swapped = ({ network, ink }) => read(network, CHANGES.swapped(ink));
  return {
    see({ network, ink }) {
      for (const { change, canvas, answer } of tiles) {
        paintInk(canvas, change(ink));
        answer.replaceChildren(answerWords(tour.words, read(network, change(ink))));
      }
    },
    facts(reading) {
      return { left: percent(swapped(reading).probabilities[likeliest(reading.probabilities)]) };
    },
    outcome(reading) {
      const { verdict, candidates } = swapped(reading);
      if (verdict === "not a digit") return 2;
      if (!candidates.includes(String(likeliest(reading.probabilities)))) return 1;
      return verdict === "digit" ? 0 : null;
    },
  };
}

// Into the upper left corner.
function pushed(ink, { top, left }) {
  const shift = top * SIDE + left;
  return ink.map((_, at) => (at % SIDE < SIDE - left ? (ink[at + shift] ?? 0) : 0));
}
