// The strip of preparing steps, of the drawing at rest or of the picture read instead, and what the network, operated on as
// it is, would have said to each.

import { readerBeside } from "../../lib/beside.js";
import { greys, paintPixels } from "../../lib/display/pixels.js";
import { percent } from "../../lib/display/show.js";
import { autopsyOf } from "../../lib/explain/autopsy.js";
import { study } from "../../lib/explain/study.js";

const SHOWN = 104; // pixels, the narrowest that a step is shown; as in autopsy.css

export function mount({ element }) {
  const strip = element.querySelector("ol");
  const read = readerBeside();

  function ask({ picture, strokes, network }) {
    const steps = picture ? picture.autopsy : autopsyOf(strokes);
    return steps.map((step) => ({ ...step, answer: answerIn(read(network, step.digit)) }));
  }

  function show(steps) {
    strip.replaceChildren(...(steps ?? []).map((step) => cardOf(element, step, steps.at(-1))));
  }

  study(element, ask, show);
}

// The verdict, and the likeliest digit with its probability, where there is one.
function answerIn({ verdict, candidates: [digit = null], probabilities }) {
  return { verdict, digit, probability: digit && probabilities[digit] };
}

const isAlike = (one, other) => (one.digit ?? one.verdict) === (other.digit ?? other.verdict);

function cardOf(element, step, final) {
  const words = (attribute, name) => element.querySelector(`template[data-${attribute}="${name}"]`).content.cloneNode(true);
  const card = element.querySelector("#step").content.cloneNode(true).firstElementChild;
  const [made, given] = card.querySelectorAll("canvas");
  [made.width, made.height] = [step.columns, step.rows];
  made.classList.toggle("large", Math.max(step.columns, step.rows) > SHOWN);
  paintPixels(made, greys(step.levels));
  paintPixels(given, greys(step.digit));
  made.after(words("step", step.name));
  const { verdict, digit, probability } = step.answer;
  card.classList.toggle("other", !isAlike(step.answer, final.answer));
  const share = card.querySelector(".share");
  if (digit) {
    card.querySelector("b").textContent = digit;
    share.append(percent(probability));
  }
  if (verdict !== "digit") share.append(" ", words("verdict", verdict));
  return card;
}
