// Follow the number: the arithmetic behind the number that the visitor points at or has pinned ("cell-pointed",
// "cell-pinned"), and its receptive field on all that came before ("cells-lit"). The numbers are fetched once a digit, when
// somebody first points; from then on every answer is made of what is here. "pin" asks for a pin, "pinned" tells of it.

const LARGEST = 7; // terms shown one by one

const hint = element.querySelector(".hint");
const workings = element.querySelector(".workings");
const where = element.querySelector(".where");
const sum = element.querySelector(".sum");
const on = element.querySelector(".on");
const letGo = element.querySelector(".let-go");
const operate = element.querySelector(".operate");
const words = (key, facts = {}) => filled(element.querySelector(`[data-words="${key}"]`), facts);
const wires = JSON.parse(element.querySelector("[data-wires]").content.textContent);

let network = null; // of the newest digit at rest
let weights = null; // { of: the surgery that they are the weights after, numbers }
let pointed = null;
let pinned = null;
let told = null; // the place that the panel is about, also when nothing is pointed at any more
let chosen = null; // the input channel whose window is shown

// ---- what it is made of

const make = (tag, className, ...content) => {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...content);
  return made;
};

function link(address, ...content) {
  const button = make("button", "", ...content);
  button.type = "button";
  button.addEventListener("click", () => pin(address));
  return button;
}

function nameOf(address) {
  const [stage, ...numbers] = address.split(".");
  return words(numbers.length === 1 ? "unit" : "pixel", { stage, channel: numbers[0], row: numbers[1], column: numbers[2] });
}

// To the one number of the stage before that this one is made of.
function linkBefore({ stage, index }) {
  const before = addressOf(stage.before, index);
  return link(before, nameOf(before));
}

function grid(cells, shown, side, wins = null) {
  const largest = Math.max(1e-9, ...cells.map((cell) => Math.abs(shown(cell))));
  const places = cells.map((cell) => {
    const value = shown(cell);
    const place = cell.from ? link(cell.from, number(value)) : make("span", "", number(value));
    place.title = number(value, 4);
    place.classList.add(value < 0 ? "down" : "up");
    place.classList.toggle("wins", cell === wins);
    place.style.setProperty("--share", `${Math.round((40 * Math.abs(value)) / largest)}%`);
    return place;
  });
  const made = make("div", side > 5 ? "grid fine" : "grid", ...places);
  made.style.setProperty("--side", side);
  return made;
}

// Terms, the largest one by one and the others together, then what they add up to.
function ledger(terms, label, others, end) {
  const sorted = terms.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
  const rest = sorted.slice(LARGEST);
  const line = (...content) => make("li", "", make("span", "", ...content));
  const lines = sorted.slice(0, LARGEST).map((term) => make("li", "", label(term)));
  if (rest.length) {
    lines.push(line(words(others, { n: rest.length }), number(rest.reduce((total, term) => total + term.sum, 0), 4)));
  }
  for (const [key, value] of end) lines.push(line(words(key), number(value, 4)));
  lines.at(-1).firstChild.className = "total";
  return make("ul", "terms", ...lines);
}

// ---- one way to show each kind of stage

function ending(place, terms) {
  const bias = place.stage.bias[place.channel];
  const total = terms.reduce((sofar, term) => sofar + term.sum, bias);
  const end = [["bias", bias], ["total", total]];
  return place.stage.rectified ? [...end, ["rectified", Math.max(0, total)]] : end;
}

const shows = {
  convolution(place) {
    const inputs = windows(place);
    const shown = inputs.find(({ channel }) => channel === chosen) ?? inputs.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum))[0];
    const side = place.stage.window;
    const plain = shown.cells.map((cell) => ({ ...cell, from: null }));
    const picture = [grid(shown.cells, ({ value }) => value, side), "×", grid(plain, ({ weight }) => weight, side)];
    picture.push("=", grid(plain, ({ product }) => product, side));
    const label = (input) => {
      const button = make("button", "", words("from_channel", { channel: input.channel }), number(input.sum, 4));
      button.setAttribute("aria-pressed", String(input === shown));
      button.addEventListener("click", () => ((chosen = input.channel), show()));
      return button;
    };
    return [make("div", "picture", ...picture), ledger(inputs, label, "other_channels", ending(place, inputs))];
  },
  maximum(place) {
    const [{ cells }] = windows(place);
    const wins = cells.reduce((best, cell) => (cell.value > best.value ? cell : best));
    const key = place.stage.rectified ? "largest_rectified" : "largest";
    return [make("div", "picture", grid(cells, ({ value }) => value, place.stage.window, wins)), make("p", "", words(key))];
  },
  linear(place) {
    const terms = weighted(place).map((term) => ({ ...term, sum: term.product }));
    const label = ({ from, value, weight, sum: product }) => {
      const factors = make("span", "", nameOf(from), ` ${number(value)} × ${number(weight)}`);
      return link(from, factors, number(product, 4));
    };
    return [ledger(terms, label, "other_terms", ending(place, terms))];
  },
  softmax(place) {
    const logits = place.stage.before.values;
    const largest = Math.max(...logits);
    const powers = Array.from(logits, (logit) => Math.exp(logit - largest));
    const total = powers.reduce((sofar, power) => sofar + power, 0);
    const facts = { power: number(powers[place.index], 4), total: number(total, 4), largest: number(largest), value: number(powers[place.index] / total, 4) };
    return [make("p", "", words("softmax", facts)), linkBefore(place)];
  },
  row: (place) => [make("p", "", words("same")), linkBefore(place)],
  rectifier(place) {
    const value = number(place.stage.before.values[place.index], 4);
    return [make("p", "", words("rectifier", { value })), linkBefore(place)];
  },
  ink: () => [make("p", "", words("ink"))],
};

// ---- showing

function show() {
  const address = pinned ?? pointed;
  const place = network && address ? placeOf(network, address) : null;
  document.dispatchEvent(new CustomEvent("cells-lit", { detail: place ? fields(place) : {} }));
  letGo.hidden = !pinned;
  if (!place) return;
  told = place;
  where.replaceChildren(nameOf(address), make("b", "", ` ${number(place.stage.values[place.index], 4)}`));
  sum.replaceChildren(...shows[place.stage.kind](place));
  const next = goesTo(place);
  const key = !next ? "ends" : "wins" in next ? (next.wins ? "wins" : "loses") : "product" in next ? (next.product ? "counts" : "nothing") : "goes";
  on.replaceChildren(words(key, { value: number(next?.product ?? 0, 4) }), ...(next ? [" ", link(next.to, nameOf(next.to))] : []));
  operate.hidden = !place.stage.weights || place.stage.after.kind === "softmax";
}

function engage() {
  hint.hidden = true;
  workings.hidden = false; // comes into view, which fetches the numbers
}

function pin(address) {
  pinned = address;
  chosen = null;
  if (address) engage();
  show();
  document.dispatchEvent(new CustomEvent("pinned", { detail: { address } }));
}

document.addEventListener("cell-pointed", ({ detail }) => {
  if (detail.address === pointed) return;
  pointed = detail.address;
  if (pinned) return;
  chosen = null;
  if (pointed) engage();
  show();
});
document.addEventListener("cell-pinned", ({ detail }) => pin(detail.address));
document.addEventListener("pin", ({ detail }) => {
  pin(detail.address);
  if (detail.address) workings.scrollIntoView({ block: "center" }); // whoever asks is elsewhere on the page
});
letGo.addEventListener("click", () => pin(null));
operate.addEventListener("click", () => {
  document.dispatchEvent(new CustomEvent("operate", { detail: { stage: told.stage.name, channel: told.channel } }));
  document.getElementById("surgery").scrollIntoView({ block: "center" });
});

// ---- the numbers

async function fetchNumbers(question) {
  const after = JSON.stringify(question.surgery ?? []);
  const [values, fresh] = await Promise.all([server.trace(question), weights?.of === after ? weights : fetchWeights(question, after)]);
  return values && fresh && { values: floats(values.values), weights: fresh };
}

async function fetchWeights(question, of) {
  const reply = await server.weights(question);
  return reply && { of, numbers: floats(reply.weights) };
}

document.addEventListener("digit-read", () => workings.classList.add("stale"));
study(
  fetchNumbers,
  (numbers) => {
    workings.classList.toggle("stale", !numbers);
    if (!numbers) return;
    weights = numbers.weights;
    network = connected(wires, numbers.values, weights.numbers);
    show();
  },
  workings,
);
