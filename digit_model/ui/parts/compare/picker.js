// Which network is the other one: a list of those at hand, a field for the Hub's, and a line that says how it goes.

import { showStatus } from "../../lib/display/status.js";
import { keepNamed, namesIn } from "./names.js";

export class Picker {
  // choose(): called when the visitor has chosen another model.
  constructor(element, server, choose) {
    this.select = element.querySelector("select");
    this.element = element;
    this.failures = element.querySelectorAll("[data-failure]");
    this.settled = this.select.value; // the model of the comparison that stands
    keepNamed(this.select, namesIn(element));
    const chosen = () => {
      for (const line of this.failures) line.hidden = true;
      choose();
    };
    this.select.addEventListener("change", chosen);
    element.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      const model = event.target.querySelector("input").value.trim();
      this.#offer([model]);
      this.select.value = model;
      chosen();
    });
    const offerTrained = async () => this.#offer((await server.trained()) ?? []);
    this.select.addEventListener("focus", offerTrained); // a training run may have ended since
    offerTrained();
  }

  get model() {
    return this.select.value;
  }

  // Of the network that is being opened: "opening", "silent" if the server does not answer, or null.
  say(status) {
    showStatus(this.element, status);
  }

  settle(model) {
    this.settled = model;
    this.say(null);
  }

  // Goes back to the comparison that stands, and says why. It says so until the next choice.
  fail(failure, said = "") {
    this.say(null);
    this.select.value = this.settled;
    for (const line of this.failures) {
      line.hidden = line.dataset.failure !== failure;
      line.querySelector("small").innerHTML = said; // escaped: see text.py
    }
  }

  #offer(models) {
    for (const model of models) {
      if (![...this.select.options].some(({ value }) => value === model)) this.select.add(new Option(model));
    }
  }
}
