// The ten scores as bars from zero, and a line where their mean is. A score leads to its number in the flow.

import { number } from "../../lib/display/show.js";

export class Scores {
  #stage = ""; // the stage that they are the numbers of

  // pin(address): called with the number that the visitor chose.
  constructor(list, pin) {
    this.list = list;
    this.buttons = [...list.querySelectorAll("button")];
    this.buttons.forEach((button, digit) => button.addEventListener("click", () => pin(`${this.#stage}.${digit}`)));
  }

  show({ stage, scores, mean, candidates }) {
    this.#stage = stage;
    const least = Math.min(0, ...scores);
    const place = (score) => (score - least) / (Math.max(1e-9, ...scores) - least);
    this.list.style.setProperty("--mean", place(mean));
    this.buttons.forEach((button, digit) => {
      const score = scores[digit];
      button.style.setProperty("--from", place(Math.min(0, score)));
      button.style.setProperty("--to", place(Math.max(0, score)));
      button.querySelector("span").textContent = number(score, 2);
      button.classList.toggle("below", score < 0);
      button.classList.toggle("likely", candidates.includes(String(digit)));
    });
  }
}
