// The rows of the channels that matter most. As long as the digit is the same, every channel keeps its row: what is operated
// on stays under the pointer.

import { wordsOf } from "../../lib/filled.js";
import { isSameChannel } from "../../lib/operations.js";
import { signed } from "../../lib/show.js";
import { nameOf } from "./channels.js";

export class Ranking {
  #levels = []; // of the digit that is ranked
  #channels = []; // of the rows, { stage, channel, drop }

  constructor(element, { put, putBack }) {
    this.words = wordsOf(element);
    this.rows = [...element.querySelectorAll("ol li")];
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

  // All channels, the one that matters most first, as lib/ranking.js gives them.
  show(channels, reading) {
    const isSame = reading.levels.every((level, index) => level === this.#levels[index]);
    const order = isSame ? this.#channels : channels.slice(0, this.rows.length);
    this.#levels = reading.levels;
    this.#channels = order.map((kept) => channels.find((channel) => isSameChannel(channel, kept)));
    const largest = Math.max(1e-9, ...this.#channels.map(({ drop }) => drop));
    this.rows.forEach((row, index) => this.#showRow(row, this.#channels[index], largest, reading));
  }

  #showRow(row, channel, largest, reading) {
    row.hidden = !channel;
    if (row.hidden) return;
    const operation = reading.surgery.find((operation) => isSameChannel(operation, channel));
    row.querySelector("b").textContent = nameOf(channel);
    row.querySelector("i").style.setProperty("--length", Math.max(0, channel.drop) / largest);
    row.querySelector(".drop").textContent = signed(-channel.drop, 2);
    row.classList.toggle("operated", operation !== undefined);
    const now = operation ? [this.words(operation.kernel ? "replaced" : "off"), this.#answerOf(reading)] : [];
    row.querySelector(".now").replaceChildren(...now);
  }

  #answerOf({ candidates, probabilities }) {
    const shares = candidates.slice(0, 2).map((digit) => `${digit} (${(100 * probabilities[digit]).toFixed(0)} %)`);
    return shares.length ? this.words("now", { answer: shares.join(" / ") }) : this.words("now_none");
  }
}
