// Surgery: the ranking of channels, the form, and the list of what is changed. The list in force, each
// {stage, channel, kernel}, goes to everybody with "surgery-changed"; this script, too, only learns of it from there.

const form = element.querySelector("form");
const { stage, channel } = form.elements;
const fieldset = element.querySelector("fieldset");
const cells = [...fieldset.querySelectorAll("input")];
const presets = [...element.querySelectorAll(".presets button")];
const own = element.querySelector("[data-own]");
const most = Number(element.querySelector(".in-force").dataset.most);

let inForce = [];

const change = (operations) => document.dispatchEvent(new CustomEvent("surgery-changed", { detail: operations }));
const without = ({ stage, channel }) => inForce.filter((other) => other.stage !== stage || other.channel !== channel);
const nameOf = ({ stage, channel }) => `${stage} · ${channel}`;

function put(operation) {
  const operations = [...without(operation), operation];
  element.querySelector(".full").hidden = operations.length <= most;
  if (operations.length <= most) change(operations);
}

// ---- the form -------------------------------------------------------------------------------------------------

const numbers = () => cells.map((cell) => cell.valueAsNumber);
const presetOf = (kernel) => presets.find((button) => button.dataset.kernel && String(JSON.parse(button.dataset.kernel)) === String(kernel)) ?? own;
const chosen = () => presets.find((button) => button.getAttribute("aria-pressed") === "true");
const switchesOff = (button) => button.dataset.kernel === "null";

function choose(button) {
  for (const preset of presets) preset.setAttribute("aria-pressed", String(preset === button));
  fieldset.disabled = switchesOff(button);
  if (!button.dataset.kernel) return;
  const kernel = JSON.parse(button.dataset.kernel) ?? cells.map(() => 0);
  cells.forEach((cell, index) => (cell.value = kernel[index]));
}

function fitToStage() {
  const { channels, takesKernel } = stage.selectedOptions[0].dataset;
  channel.max = channels - 1;
  channel.value = Math.min(channel.value, channel.max);
  for (const button of presets) button.disabled = takesKernel === undefined && !switchesOff(button);
  if (chosen().disabled) choose(presets.find(switchesOff));
}

for (const button of presets) button.addEventListener("click", () => choose(button));
fieldset.addEventListener("input", () => choose(own));
stage.addEventListener("change", fitToStage);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const kernel = switchesOff(chosen()) ? null : numbers();
  put({ stage: stage.value, channel: channel.valueAsNumber, kernel });
});

document.addEventListener("operate", ({ detail }) => {
  if (![...stage.options].some((option) => option.value === detail.stage)) return; // nothing to operate on there
  stage.value = detail.stage;
  channel.value = detail.channel;
  fitToStage();
});

// ---- what is in force -----------------------------------------------------------------------------------------

function chip(operation) {
  const item = element.querySelector("template").content.firstElementChild.cloneNode(true);
  item.querySelector("b").textContent = nameOf(operation);
  item.querySelector(".what").append(...presetOf(operation.kernel).cloneNode(true).childNodes);
  const back = item.querySelector("button");
  back.setAttribute("aria-describedby", (item.querySelector("b").id = `operated-${nameOf(operation).replace(" · ", "-")}`));
  back.addEventListener("click", () => {
    change(without(operation));
    channel.focus({ preventScroll: true }); // the button is gone, and the keyboard's place must not go with it
  });
  return item;
}

document.addEventListener("surgery-changed", ({ detail }) => {
  inForce = detail;
  element.querySelector("ul").replaceChildren(...inForce.map(chip));
  element.querySelector(".none").hidden = inForce.length > 0;
  element.querySelector("#put-all-back").hidden = inForce.length === 0;
  element.querySelector(".full").hidden = true;
});
element.querySelector("#put-all-back").addEventListener("click", () => {
  change([]);
  channel.focus({ preventScroll: true });
});

// ---- the ranking ----------------------------------------------------------------------------------------------

const rows = [...element.querySelectorAll("ol li")];
let ranked = { digit: null, channels: [] };

// As long as the digit is the same, every channel keeps its row: what is operated on stays under the pointer.
function showRanking(channels, reading) {
  if (!channels) return;
  const order = ranked.digit === reading.digit ? ranked.channels.map(nameOf) : channels.slice(0, rows.length).map(nameOf);
  const byName = new Map(channels.map((channel) => [nameOf(channel), channel]));
  ranked = { digit: reading.digit, channels: order.map((name) => byName.get(name)) };
  const largest = Math.max(1e-9, ...ranked.channels.map(({ drop }) => drop));
  rows.forEach((row, index) => showRow(row, ranked.channels[index], largest, reading));
}

function showRow(row, channel, largest, reading) {
  row.hidden = !channel;
  if (row.hidden) return;
  const operation = reading.surgery.find((operation) => nameOf(operation) === nameOf(channel));
  row.querySelector("b").textContent = nameOf(channel);
  row.querySelector("i").style.setProperty("--length", Math.max(0, channel.drop) / largest);
  row.querySelector(".drop").textContent = signed(-channel.drop, 2);
  row.classList.toggle("operated", operation !== undefined);
  row.querySelector(".now").replaceChildren(...(operation ? [words(operation.kernel ? "replaced" : "off"), answerOf(reading)] : []));
}

function answerOf({ candidates, probabilities }) {
  const shares = candidates.map((digit) => `${digit} (${(100 * probabilities[digit]).toFixed(0)} %)`);
  return shares.length ? words("now", { answer: shares.slice(0, 2).join(" / ") }) : words("now_none");
}

rows.forEach((row, index) => {
  const button = row.querySelector("button");
  button.setAttribute("aria-describedby", (row.querySelector("b").id = `ranked-${index}`));
  button.addEventListener("click", () => {
    const { stage, channel } = ranked.channels[index];
    if (row.classList.contains("operated")) change(without({ stage, channel }));
    else put({ stage, channel, kernel: null });
  });
});

fitToStage();
study((question) => server.rank(question), showRanking);
