// The big digit, or the few that it may be; and beneath it gr.Label with the three most probable, at every pause of the pen.

import { hear, send } from "../../lib/events.js";

const SHOWN = 3; // candidates that fit, and probable digits
const PAUSE_MS = 100; // changes that follow one another faster are one pause

export function mount(part) {
  const answer = part.element.querySelector("#answer");
  const explanations = part.element.querySelectorAll("[data-for]");
  const or = part.element.querySelector("template").content;
  hear("digit-read", ({ verdict, candidates }) => {
    answer.dataset.verdict = verdict;
    // Only a change is announced to a screen reader, so only a change is written.
    if (answer.dataset.candidates !== candidates.join()) answer.replaceChildren(...among(candidates, or));
    answer.dataset.candidates = candidates.join();
    for (const text of explanations) text.toggleAttribute("hidden", text.dataset.for !== verdict);
  });
  tellLabel(part);
  document.addEventListener("click", ({ target }) => askWhyNot(target.closest("#label .confidence-set")));
}

function among(candidates, or) {
  return candidates.slice(0, SHOWN).flatMap((digit, index) => {
    if (index === 0) return [digit];
    const between = document.createElement("small");
    between.append(or.cloneNode(true));
    return [" ", between, " ", digit];
  });
}

// The label is Gradio's, so it takes its value from ours by an event of Gradio's, in the page (draw.py). It is laid out anew
// each time, so it waits for a pause, and is paler until then.
function tellLabel({ element, props, trigger }) {
  let timer = 0;
  hear("digit-read", (reading) => {
    element.setAttribute("data-ahead", "");
    clearTimeout(timer);
    timer = setTimeout(() => {
      props.value = JSON.stringify(labelOf(reading));
      trigger("told");
      element.removeAttribute("data-ahead");
    }, PAUSE_MS);
  });
}

// What gr.Label shows; nothing of an empty page.
function labelOf({ verdict, probabilities }) {
  if (verdict === "blank") return { label: null, confidences: [] };
  const all = Array.from(probabilities, (confidence, digit) => ({ label: String(digit), confidence }));
  const confidences = all.sort((a, b) => b.confidence - a.confidence).slice(0, SHOWN);
  return { label: confidences[0].label, confidences };
}

// A click on one of the top three, which are buttons of Gradio's, asks why it is not the answer.
function askWhyNot(button) {
  if (!button) return;
  const digitOf = (guess) => Number(guess.querySelector(".text").textContent);
  const likeliest = button.parentElement.querySelector(".confidence-set");
  send("pair-chosen", button === likeliest ? null : [digitOf(likeliest), digitOf(button)]);
  send("question-asked", "ledger");
}
