// Step 11.2: networks that were trained alike but for one part, reading the same digit, which can be moved aside.

import { percent } from "../../../lib/display/show.js";
import { answerOf } from "../library.js";
import { element, paintInk, picture, slider, spoken } from "../pictures.js";
import { firstLost, moved } from "./11-moving.js";
import { likeliest } from "./likeliest.js";

const FARTHEST = 10; // pixels
const [OF_DATA, OF_LAYERS] = [["talk-without-augmentation", "talk-without-drawings"], ["talk-average", "talk-without-relu"]];

export function siblings(place, tour) {
  const scene = new Siblings(place, tour);
  return {
    see: (reading) => scene.see(reading),
    facts: (reading) => scene.facts(reading),
    outcome: () => scene.outcome(),
    reveal: () => scene.reveal(),
    leave: () => scene.leave(),
  };
}

class Siblings {
  #by = 0; // pixels that the digit is moved
  #open = {}; // { name: network }, once they are here
  #isAnswered = false;
  #isLeft = false;

  constructor(place, tour) {
    this.tour = tour;
    const rows = Object.entries(tour.assets.siblings).map(([name, { measured }]) => [name, new Row(name, measured, tour)]);
    this.rows = new Map(rows);
    this.shown = picture(28, 28, { width: 112, kind: "data", name: spoken(tour.words("moved")) });
    const move = { label: tour.words("move"), from: 0, to: FARTHEST, value: 0 };
    this.slider = slider(move, (by) => this.#move(by));
    this.status = element("p", { class: "status", role: "status" });
    place.append(element("div", { class: "row" }, this.shown, this.slider.control), this.#table(), this.status);
    this.slider.begin();
    tour.use("siblings", (networks) => this.#isLeft || this.#fill(networks));
  }

  #table() {
    const keys = ["sibling", "says", "certainty", "mnist", "drawn"];
    const heads = keys.map((key) => element("th", { scope: "col" }, this.tour.words(`head_${key}`)));
    const rows = [...this.rows.values()].map(({ row }) => row);
    return element("table", { class: "siblings" }, element("tr", {}, ...heads), ...rows);
  }

  #fill(networks) {
    if (!networks) return this.status.replaceChildren(this.tour.words("siblings_away"));
    this.#open = networks;
    if (this.#isAnswered) this.reveal();
    else this.#show();
  }

  see(reading) {
    this.ink = reading.ink;
    this.digit = likeliest(reading.probabilities);
    this.#show();
  }

  #move(by) {
    this.#by = by;
    this.#show();
  }

  #show() {
    if (!this.ink) return;
    const ink = moved(this.ink, this.#by);
    paintInk(this.shown, ink);
    for (const [name, network] of Object.entries(this.#open)) this.rows.get(name).show(network, ink, this.digit);
  }

  // Moves the digit to where the first sibling misreads it.
  reveal() {
    this.#isAnswered = true;
    this.slider.input.value = Math.min(FARTHEST, ...Object.values(this.#lost(this.#open)));
    this.slider.begin();
  }

  // { name: the number of pixels at which a sibling no longer reads the digit }.
  #lost(networks) {
    const first = (network) => firstLost(network, this.ink, this.digit, FARTHEST);
    return Object.fromEntries(Object.entries(networks).map(([name, network]) => [name, first(network)]));
  }

  facts(reading) {
    const shares = (of) => Object.values(this.tour.assets.siblings).map(({ measured }) => measured[of]);
    const ends = (of) => [Math.min(...shares(of)), Math.max(...shares(of))].map(percent);
    const [[low, high], [lowDrawn, highDrawn]] = [ends("mnist"), ends("drawn")];
    const measured = { low, high, lowDrawn, highDrawn };
    if (!this.#isAnswered || reading.isDrawing) return { ...measured, at: "?", lost: "?" }; // it takes some fifty readings
    const pixels = Object.values(this.#lost(this.#open));
    const at = Math.min(FARTHEST, ...pixels);
    return { ...measured, at, lost: pixels.filter((lost) => lost === at).length };
  }

  // Whose kind loses the digit first; null where two kinds lose it at the same pixel, or none does, or none has come.
  outcome() {
    return this.tour.use("siblings", (networks) => this.#earliest(networks ?? {}));
  }

  #earliest(networks) {
    const lost = this.#lost(networks);
    const first = (names) => Math.min(...names.map((name) => lost[name] ?? Infinity));
    const kinds = [first(["talk"]), first(OF_DATA), first(OF_LAYERS)];
    const earliest = Math.min(...kinds);
    return Number.isFinite(earliest) && kinds.filter((at) => at === earliest).length === 1 ? kinds.indexOf(earliest) : null;
  }

  leave() {
    this.#isLeft = true;
  }
}

// One sibling: what it says of the digit, and how often it was right when it was measured.
class Row {
  constructor(name, measured, tour) {
    this.answer = element("b", { kind: "probability" }, "–");
    this.filled = element("i", { kind: "probability" });
    this.share = element("span", {});
    const [mnist, drawn] = [measured.mnist, measured.drawn].map((share) => element("td", { class: "measured" }, percent(share)));
    const certainty = element("td", {}, element("span", { class: "track" }, this.filled), this.share);
    const label = element("th", { scope: "row" }, tour.words(name));
    this.row = element("tr", { "data-sibling": name }, label, element("td", {}, this.answer), certainty, mnist, drawn);
  }

  show(network, ink, digit) {
    network.trace(ink);
    const { answer, probability } = answerOf(network.logits());
    this.answer.textContent = answer;
    this.share.textContent = percent(probability);
    this.filled.style.width = `${100 * probability}%`;
    this.row.classList.toggle("other", answer !== digit);
  }
}
