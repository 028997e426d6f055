// Step 1.2: pixels of the digit become their opposites, one at a click or many by chance, and the ten scores move.

import { element, paintInk, picture, slider, spoken } from "../pictures.js";
import { placesByChance } from "./00-chance.js";
import { scoreBars } from "./01-scores.js";
import { frameAt, readingGrid } from "./03-grid.js";
import { likeliest } from "./likeliest.js";

const [SIDE, FULL] = [28, 255];
const MIDDLE = { row: 14, column: 14 };
const [STEP, MOST, SEED] = [5, 200, 7]; // pixels of a step of the slider, and at its end
const BOUNDS = [20, 60]; // pixels: what the answers to the question lie between

export function pixels(place, tour) {
  const scene = new Pixels(place, tour);
  return {
    see: (reading) => scene.see(reading),
    facts: (reading) => scene.facts(reading),
    outcome: (reading) => BOUNDS.filter((bound) => scene.needed(reading) >= bound).length,
    reveal: (reading) => scene.reveal(reading),
  };
}

class Pixels {
  #reading = null;
  #network = null; // that reads the changed digits
  #clicked = new Set(); // pixels that the visitor changed
  #last = null; // the last of them
  #noise = 0; // pixels that chance changed
  #isAnswered = false;

  constructor(place, tour) {
    this.tour = tour;
    this.order = placesByChance(SIDE * SIDE, SEED);
    const name = (key) => spoken(tour.words(key));
    this.digit = picture(SIDE, SIDE, { width: 308, kind: "data", name: name("digit") });
    this.frame = element("i", { class: "window pixel" });
    this.bars = scoreBars(name("scores"));
    this.said = element("p", { class: "sum", role: "status" });
    const choice = { label: tour.words("noise"), from: 0, to: MOST, step: STEP, value: 0 };
    this.slider = slider(choice, (noise) => this.#add(noise));
    const grid = this.#grid(name("choose"));
    const row = element("div", { class: "row" }, grid, this.bars.rows);
    place.append(row, this.said, element("div", { class: "controls revealed" }, this.slider.control));
    this.slider.begin();
  }

  #grid(name) {
    const over = element("div", { class: "over" }, this.digit, this.frame);
    let at = 0;
    const point = ({ row, column }) => {
      at = row * SIDE + column;
      frameAt(this.frame, row, column, 1);
    };
    over.addEventListener("click", ({ offsetX, offsetY }) => {
      const [row, column] = [offsetY, offsetX].map((place) => Math.floor((SIDE * place) / over.clientWidth));
      point({ row: Math.min(SIDE - 1, row), column: Math.min(SIDE - 1, column) });
      this.#toggle(at);
    });
    over.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault(); // else the tour would go on
      this.#toggle(at);
    });
    point(MIDDLE);
    return readingGrid(over, name, MIDDLE, point);
  }

  see(reading) {
    this.#reading = reading;
    this.#network ??= this.tour.open(reading.network.wires, reading.network.weights);
    this.#show();
  }

  #toggle(pixel) {
    if (!this.#clicked.delete(pixel)) this.#clicked.add(pixel);
    this.#last = pixel;
    this.#show();
  }

  #add(noise) {
    this.#noise = noise;
    if (this.#reading) this.#show();
  }

  #show() {
    const { ink, levels } = this.#reading;
    const changed = opposite(ink, [...this.#clicked, ...this.order.subarray(0, this.#noise)]);
    paintInk(this.digit, changed);
    this.bars.show(this.#scores(changed), this.#scores(ink));
    if (this.#last === null) return this.said.replaceChildren(this.tour.words("tap"));
    const [row, column] = [Math.floor(this.#last / SIDE) + 1, (this.#last % SIDE) + 1];
    const facts = { row, column, from: levels[this.#last], to: Math.round(FULL * changed[this.#last]) };
    this.said.replaceChildren(this.tour.words("changed", facts));
  }

  #scores(ink) {
    return Array.from(Object.values(this.#network.trace(ink)).at(-1));
  }

  // How many pixels, in steps of the slider, until another digit has the highest score; the slider's end if none has by then.
  needed({ ink, probabilities }) {
    const digit = likeliest(probabilities);
    for (let noise = STEP; noise < MOST; noise += STEP) {
      if (likeliest(this.#scores(opposite(ink, this.order.subarray(0, noise)))) !== digit) return noise;
    }
    return MOST;
  }

  // The slider goes to where another digit wins, and what was clicked is as it was: the answer speaks of chance alone.
  reveal(reading) {
    this.#isAnswered = true;
    this.#clicked.clear();
    this.#last = null;
    this.slider.moveTo(this.needed(reading));
  }

  facts(reading) {
    if (!this.#isAnswered || reading.isDrawing) return { needed: "?", after: "?" }; // it takes up to forty readings
    const needed = this.needed(reading);
    return { needed, after: likeliest(this.#scores(opposite(reading.ink, this.order.subarray(0, needed)))) };
  }
}

// The ink with these pixels as far from ink as they were from paper; one that is named twice is as it was.
function opposite(ink, pixels) {
  const changed = ink.slice();
  for (const pixel of pixels) changed[pixel] = 1 - changed[pixel];
  return changed;
}
