// Step 2.3: the same digit classified, detected and segmented.

import { percent } from "../../../lib/display/show.js";
import { element, paintInk, picture, spoken } from "../pictures.js";
import { boxOf } from "./00-box.js";
import { likeliest } from "./likeliest.js";

const SIDE = 28;
const BOUNDS = [0.25, 0.5]; // shares of the box: what the answers to the question lie between

export function tasks(place, tour) {
  const [classified, detected, segmented] = ["classification", "detection", "segmentation"].map((key) => task(tour, key));
  const box = element("i", { class: "box" }, element("b", {}));
  detected.over.append(box);
  place.append(element("div", { class: "row tasks" }, classified.figure, detected.figure, segmented.figure));
  return {
    see({ ink, probabilities }) {
      const digit = likeliest(probabilities);
      for (const { canvas } of [classified, detected]) paintInk(canvas, ink);
      paintMask(segmented.canvas, ink, getComputedStyle(segmented.canvas).getPropertyValue("--on-paper"));
      classified.answer.replaceChildren(element("b", {}, String(digit)));
      detected.answer.replaceChildren(tour.words("box", boxOf(ink)));
      segmented.answer.replaceChildren(tour.words("mask", { pixels: inkedOf(ink) }));
      placeBox(box, boxOf(ink), digit);
    },
    facts: ({ ink }) => ({ ...boxOf(ink), filled: percent(filledShare(ink)) }),
    outcome: ({ ink }) => BOUNDS.filter((bound) => filledShare(ink) >= bound).length,
  };
}

const inkedOf = (ink) => ink.filter((level) => level > 0).length;

function filledShare(ink) {
  const { height, width } = boxOf(ink);
  return inkedOf(ink) / (height * width);
}

function task(tour, key) {
  const kind = key === "segmentation" ? "probability" : "data";
  const canvas = picture(SIDE, SIDE, { width: 170, kind, name: spoken(tour.words(key)) });
  const over = element("div", { class: "over" }, canvas);
  const answer = element("p", { class: "answered", kind: "probability" });
  return { canvas, over, answer, figure: element("figure", {}, element("figcaption", {}, tour.words(key)), over, answer) };
}

function placeBox(frame, { top, left, height, width }, digit) {
  const share = (pixels) => `${(100 * pixels) / SIDE}%`;
  Object.assign(frame.style, { top: share(top), left: share(left), height: share(height), width: share(width) });
  frame.firstChild.textContent = digit;
}

// Every pixel with ink in one colour, however faint it is.
function paintMask(canvas, ink, colour) {
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, SIDE, SIDE);
  context.fillStyle = colour;
  ink.forEach((level, at) => level > 0 && context.fillRect(at % SIDE, Math.floor(at / SIDE), 1, 1));
}
