// The rows of the channels that matter most. As long as the digit is the same, every channel keeps its row and the bars their
// scale: what is operated on stays under the pointer, and what changes can be seen.

import { wordsOf } from "../../lib/display/filled.js";
import { signed } from "../../lib/display/show.js";
import { mapOf, Thumbnails } from "../../lib/display/thumbnails.js";
import { isSameChannel } from "../../lib/explain/operations.js";
import { nameOf } from "./channels.js";

export class Ranking {
  #levels = []; // of the digit that is ranked
  #largest = 0; // the drop that fills a bar
  #channels = []; // of the rows, { stage, channel, drop }

  constructor(element, { put, putBack }) {
    this.words = wordsOf(element);
    this.rows = [...element.querySelectorAll("ol li")];
    this.thumbnails = new Thumbnails(element);
    this.rows.forEach((row, index) => {
      const button = row.querySelector("button");
      button.setAttribute("aria-describedby", (row.querySelector("b").id = `ranked-${index}`));
      button.addEventListener("click", () => {
        const { stage, channel } = this.#channels[index];
        if (row.classList.contains("operated")) putBack({ stage, channel });
        else put({ stage, channel, kernel: null });
      });
    });
  }

  // channels: all, the one that matters most first, as lib/explain/ranking.js gives them.
  // activations: { stage: { shape, values } }.
  show(channels, activations, reading) {
    this.#order(channels, reading.levels);
    this.rows.forEach((row, index) => this.#showRow(row, this.#channels[index], reading.surgery));
    const maps = this.#channels.map(({ stage, channel }) => mapOf(activations[stage].shape, activations[stage].values, channel));
    this.thumbnails.show(maps.map((map, index) => [this.rows[index].querySelector("canvas"), map]));
  }

  // The digit has gone from the page: drawn again it is a new one, though every pixel be the same.
  forget() {
    this.#levels = [];
  }

  #order(channels, levels) {
    const isSame = levels.every((level, index) => level === this.#levels[index]);
    const order = isSame ? this.#channels : channels.slice(0, this.rows.length);
    this.#levels = levels;
    this.#channels = order.map((kept) => channels.find((channel) => isSameChannel(channel, kept)));
    if (!isSame) this.#largest = Math.max(1e-9, ...this.#channels.map(({ drop }) => drop));
  }

  #showRow(row, channel, surgery) {
    row.hidden = !channel;
    if (row.hidden) return;
    const operation = surgery.find((operation) => isSameChannel(operation, channel));
    row.querySelector("b").textContent = nameOf(channel);
    row.querySelector("i").style.setProperty("--length", Math.min(1, Math.max(0, channel.drop) / this.#largest));
    row.querySelector(".drop").textContent = signed(-channel.drop, 2);
    row.classList.toggle("operated", operation !== undefined);
    row.querySelector(".now").replaceChildren(...(operation ? [this.words(operation.kernel ? "replaced" : "off")] : []));
  }
}
