// Follow the number: the arithmetic behind the number that the visitor points at or has pinned ("cell-pointed",
// "cell-pinned"), and its receptive field on all that came before ("cells-lit"). The numbers are fetched once a digit, when
// somebody first points; from then on every answer is made of what is here. "pin" asks for a pin, "pinned" tells of it.

const workings = element.querySelector(".workings");
const where = element.querySelector(".where");
const sum = element.querySelector(".sum");
const on = element.querySelector(".on");
const letGo = element.querySelector(".let-go");
const operate = element.querySelector(".operate");
const row = element.closest("#network");
const magnify = lens(element.querySelector(".lens"));
const wires = JSON.parse(element.querySelector("[data-wires]").content.textContent);

let network = connected(wires, new Float32Array(), new Float32Array()); // of the newest digit at rest; of none there are no numbers
let weights = null; // { of: the surgery that they are the weights after, numbers }
let pointed = null;
let pinned = null;
let told = null; // the place that the panel is about, also when nothing is pointed at any more
let chosen = null; // the input channel whose window is shown

// ---- showing

function show() {
  const address = pinned ?? pointed;
  const place = address ? placeOf(network, address) : null;
  document.dispatchEvent(new CustomEvent("cells-lit", { detail: place ? fields(place) : {} }));
  letGo.hidden = !pinned;
  if (!place) return;
  told = place;
  where.replaceChildren(nameOf(address));
  if (place.stage.values.length) explain(place);
  const { name } = place.stage;
  const section = document.querySelector(name === "softmax" ? "#probabilities" : `#flow [data-stage="${name}"]`);
  if (!section) return; // the digit is no stage of the flow
  magnify(section, place);
  makeRoom(section);
}

function explain(place) {
  const hadFocus = workings.contains(document.activeElement);
  where.append(make("b", "", ` ${number(place.stage.values[place.index], 4)}`));
  sum.replaceChildren(...shows[place.stage.kind](place, chosen, choose));
  const next = goesTo(place);
  const key = !next ? "ends" : "wins" in next ? (next.wins ? "wins" : "loses") : "product" in next ? (next.product ? "counts" : "nothing") : "goes";
  on.replaceChildren(words(key, { value: number(next?.product ?? 0, 4) }), ...(next ? [" ", link(next.to, nameOf(next.to))] : []));
  operate.hidden = !place.stage.weights || place.stage.after.kind === "softmax";
  // The button that led here is gone; the keyboard's place, which also keeps the panel in sight, must not go with it.
  if (hadFocus && !workings.contains(document.activeElement)) (on.querySelector("button") ?? letGo).focus({ preventScroll: true });
}

// The panel lies over the stages that are too tall for the screen, but never over what it is about (page.css).
function makeRoom(section) {
  const marked = section.querySelector('.lit, [d^="M"]'); // the bar, the map, or the number in a strip
  if (!marked) return;
  const [about, panel] = [marked, workings].map((part) => part.getBoundingClientRect());
  const hidden = about.top < panel.bottom && panel.top < about.bottom;
  if (hidden) row.toggleAttribute("data-panel-above", about.top > innerHeight - about.bottom);
  const inSight = row.getBoundingClientRect().top > panel.height; // the pad, above the stages
  row.toggleAttribute("data-panel-beside", inSight && document.documentElement.dataset.view !== "stage");
  row.style.setProperty("--panel", `${workings.offsetHeight}px`);
}

// Whoever comes back from elsewhere finds it at its own end again, unless it hides what is pinned.
row.addEventListener("pointerenter", ({ pointerType }) => {
  if (pointerType === "touch") return; // a finger comes with every tap
  row.removeAttribute("data-panel-above");
  show();
});

function choose(channel) {
  chosen = channel;
  show();
}

function engage() {
  workings.hidden = false; // comes into view, which fetches the numbers
}

function pin(address) {
  pinned = address;
  chosen = null;
  if (address) engage();
  else if (!pointed) workings.hidden = true;
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
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && pinned && !event.defaultPrevented) pin(null);
});
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
