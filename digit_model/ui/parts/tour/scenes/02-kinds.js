// Step 2.2: three kinds of networks, each with the kind of data that it is for.

import { element, paintInk, picture, spoken } from "../pictures.js";
import { chances } from "./00-chance.js";
import { likeliest } from "./likeliest.js";

const SIDE = 28;
const SEED = 11;
const DURATION = 12_000; // milliseconds of one way over the picture
const KEPT = [0, 0.3, 0.6, 0.85, 1]; // shares of the digit in what is shown on the way from noise to it

export function kinds(place, tour) {
  const name = (key) => spoken(tour.words(key));
  const digit = picture(SIDE, SIDE, { width: 112, kind: "data", name: name("picture") });
  const sequence = element("div", { class: "tokens", kind: "data" });
  const states = KEPT.map(() => element("canvas", { width: SIDE, height: SIDE, "aria-hidden": "true" }));
  const way = element("div", { class: "states", kind: "data", role: "img", "aria-label": name("states") }, ...states);
  const noise = chances(SIDE * SIDE, SEED).map((chance) => 2 * chance - 1);
  place.append(
    card(tour, "convolutional", element("div", { class: "over" }, digit, wanderingFrame())),
    card(tour, "recurrent", sequence),
    card(tour, "generative", way),
  );
  return {
    see({ ink, probabilities }) {
      paintInk(digit, ink);
      states.forEach((canvas, at) => paintInk(canvas, noisy(ink, noise, KEPT[at])));
      sequence.replaceChildren(tour.words("sentence"), element("b", {}, String(likeliest(probabilities))));
    },
    outcome: () => 1,
  };
}

// A frame that goes over its picture row by row, unless the visitor wants nothing to move.
function wanderingFrame() {
  const frame = element("i", { class: "window wandering" });
  const places = [0, 37.5, 75].flatMap((top) => [0, 75].map((left) => ({ top: `${top}%`, left: `${left}%` })));
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!isStill) frame.animate([...places, places[0]], { duration: DURATION, iterations: Infinity });
  return frame;
}

function card(tour, key, shown) {
  const words = [element("b", {}, tour.words(key)), tour.words(`${key}_use`)];
  return element("div", { class: "card-of-kind" }, element("div", { class: "shown" }, shown), element("p", {}, ...words));
}

// A digit and noise, mixed as diffusion models mix them: their variances add up to 1. Source: Ho, Jain, Abbeel 2020.
function noisy(ink, noise, share) {
  return ink.map((level, at) => {
    const mixed = Math.sqrt(share) * (2 * level - 1) + Math.sqrt(1 - share) * noise[at];
    return Math.max(0, Math.min(1, (mixed + 1) / 2));
  });
}
