// Every stage of the network with its activations, painted at every reading.

import { position, TICKS, usePalette } from "../../lib/display/colours.js";
import { number, percent } from "../../lib/display/show.js";
import { hear } from "../../lib/events.js";
import { Bars } from "./bars.js";
import { Maps } from "./maps.js";
import { turnPages } from "./pager.js";
import { pointWithKeys, pointWithPointer } from "./pointing.js";

export function mount({ element, props }) {
  const flow = new Flow(element, props.facts);
  usePalette(element, (colours) => flow.recolour(colours));
  hear("example-shown", (reading) => flow.showExample(reading));
  hear("digit-read", (reading) => flow.read(reading));
  hear("digit-rest", () => flow.paint(true));
  hear("cells-lit", (boxes) => flow.light(boxes));
  element.querySelector(".ticks").append(...TICKS.map(tick));
  turnPages(element);
}

class Flow {
  #pictures; // of the stages, in order
  #colours = null;
  #reading = null; // the newest

  constructor(element, facts) {
    this.hints = element.querySelectorAll(".hint");
    const stages = [...element.querySelectorAll("[data-stage]")].map((section) => this.#pictureOf(section, facts));
    const list = element.querySelector("#probabilities .bars");
    const softmax = new Bars("softmax", list, ({ probabilities }) => probabilities, percent, 1);
    this.#pictures = [...stages, softmax];
    for (const picture of this.#pictures) {
      pointWithPointer(picture.target, (event) => picture.addressAt(event));
      pointWithKeys(picture.keyTarget, picture.stage, (...step) => picture.move(...step));
    }
  }

  #pictureOf(section, facts) {
    const { stage } = section.dataset;
    const list = section.querySelector(".bars");
    if (list) return new Bars(stage, list, ({ stages }) => stages[stage], (value) => number(value, 1));
    return new Maps(section, facts, () => this.paint());
  }

  // Nothing of it once the pad has been read.
  showExample(reading) {
    if (!this.#reading) this.read(reading);
  }

  read(reading) {
    const isFirst = !this.#reading || this.#reading.verdict === "blank";
    this.#reading = reading;
    const isBlank = reading.verdict === "blank";
    for (const hint of this.hints) hint.toggleAttribute("hidden", (hint.dataset.for === "blank") !== isBlank);
    this.paint(isFirst);
  }

  // The most active channels come first, but while the pen moves every map keeps its place.
  paint(mayReorder = false) {
    if (!this.#reading) return;
    for (const picture of this.#pictures) picture.paint(this.#reading, this.#colours, mayReorder);
  }

  recolour(colours) {
    this.#colours = colours;
    this.paint();
  }

  // boxes: as "cells-lit" carries them.
  light(boxes) {
    for (const picture of this.#pictures) picture.light(boxes[picture.stage]);
  }
}

function tick(value) {
  const text = document.createElement("i");
  text.textContent = String(value).replace("-", "−"); // a hyphen is too short beside tabular numerals
  text.style.left = `${50 + 50 * position(value)}%`;
  return text;
}
