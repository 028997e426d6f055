// The strip of preparing steps: a list as described in autopsy.py, of the drawing at rest or of the picture read instead.

const strip = element.querySelector("ol");
const card = element.querySelector("#step").content;
const words = (attribute, name) => element.querySelector(`template[data-${attribute}="${name}"]`).content.cloneNode(true);

const isRead = (step) => step.verdict === "digit" || step.verdict === "unsure";
const answerTo = (step) => (isRead(step) ? Object.keys(step.top)[0] : step.verdict);

function build(step, final) {
  const item = card.cloneNode(true).firstElementChild;
  const [made, given] = item.querySelectorAll("canvas");
  [made.width, made.height] = [step.columns, step.rows];
  paintGrey(made, step.ink);
  paintGrey(given, step.digit);
  made.after(words("step", step.name));
  item.classList.toggle("other", answerTo(step) !== answerTo(final));
  const share = item.querySelector(".share");
  if (isRead(step)) {
    const [digit, probability] = Object.entries(step.top)[0];
    item.querySelector("b").textContent = digit;
    share.append((100 * probability).toFixed(0) + "\u00a0%");
  }
  if (step.verdict !== "digit") share.append(" ", words("verdict", step.verdict));
  return item;
}

function show(steps) {
  strip.replaceChildren(...(steps ?? []).map((step) => build(step, steps.at(-1))));
}

async function ask({ surgery }, { autopsy: steps, drawing }) {
  if (!steps) return server.autopsy({ ...drawing, surgery });
  if (!surgery.length) return steps;
  const again = await server.reread({ digits: steps.map(({ digit }) => digit), surgery });
  return again && steps.map((step, index) => ({ ...step, ...again[index] }));
}

study(ask, show);
