// The big digit, or the few that it may be. Paints every "digit-read": detail is the reply described in reply.py.

const SHOWN = 3; // candidates that fit

const answer = element.querySelector("#answer");
const explanations = element.querySelectorAll("[data-for]");
const or = element.querySelector("template").content;

function parts(candidates) {
  return candidates.slice(0, SHOWN).flatMap((digit, index) => {
    if (index === 0) return [digit];
    const between = document.createElement("small");
    between.append(or.cloneNode(true));
    return [" ", between, " ", digit];
  });
}

document.addEventListener("digit-read", ({ detail: { verdict, candidates } }) => {
  answer.dataset.verdict = verdict;
  // Only a change is announced to a screen reader, so only a change is written.
  if (answer.dataset.candidates !== candidates.join()) answer.replaceChildren(...parts(candidates));
  answer.dataset.candidates = candidates.join();
  for (const text of explanations) text.toggleAttribute("hidden", text.dataset.for !== verdict);
});
