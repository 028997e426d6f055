// The big digit. Paints every "digit-read": detail is the reply described in reply.py.

const answer = element.querySelector("#answer");
const explanations = element.querySelectorAll("[data-for]");

document.addEventListener("digit-read", ({ detail }) => {
  answer.dataset.verdict = detail.verdict;
  // Only a change is announced to a screen reader, so only a change is written.
  if (answer.textContent !== detail.answer) answer.textContent = detail.answer;
  for (const text of explanations) text.hidden = text.dataset.for !== detail.verdict;
});
