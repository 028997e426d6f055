// The answer: the big digit, or the few that it may be; what that means; and the three likeliest digits.

import { wordsOf } from "../../lib/display/filled.js";
import { hear, send } from "../../lib/events.js";
import { Meaning } from "./meaning.js";
import { TopThree } from "./top-three.js";

const FITTING = 3; // candidates

export function mount({ element }) {
  const words = wordsOf(element);
  const answer = element.querySelector("#answer");
  const [meaning, top] = [new Meaning(element, words), new TopThree(element, words)];
  hear("digit-read", (reading) => {
    show(answer, reading, words);
    meaning.show(reading);
    top.show(reading);
  });
  element.querySelector(".how").addEventListener("click", () => send("question-asked", "sureness"));
}

// Only a change is announced to a screen reader, and only a change costs a style, so only a change is written.
function show(answer, { verdict, candidates }, words) {
  const isAsBefore = answer.dataset.verdict === verdict && answer.dataset.candidates === candidates.join();
  if (isAsBefore) return;
  answer.dataset.verdict = verdict;
  answer.dataset.candidates = candidates.join();
  answer.replaceChildren(...among(candidates, words));
}

function among(candidates, words) {
  return candidates.slice(0, FITTING).flatMap((digit, index) => {
    if (index === 0) return [digit];
    const between = document.createElement("small");
    between.append(words("or"));
    return [" ", between, " ", digit];
  });
}
