// The buttons that operate on the map, or the unit, of the number that is followed: switch it off, put it back, and the way
// to the form that puts another kernel in its place.

import { send } from "../../lib/events.js";
import { isSameChannel, without, withOperation } from "../../lib/explain/operations.js";
import { sites } from "../../lib/explain/surgery.js";

export class Operating {
  #channel = null; // { stage, channel } that the buttons are about
  #operations = [];

  // most: so many channels may be operated on at once.
  constructor(element, most) {
    this.most = most;
    for (const name of ["switch", "operate"]) this[name] = element.querySelector(`.${name}`);
    this.noMore = element.querySelector(".no-more");
    this.switch.addEventListener("click", () => send("surgery-changed", this.#switched()));
    this.operate.addEventListener("click", () => send("operate", this.#channel));
  }

  // Of a number without weights of its own, or of no number, there is nothing to operate on. Only a change is written
  // (toggleAttribute does no more): this runs at every move of the pen.
  show(place, { network, surgery }) {
    const site = place && sites(network.wires)[place.stage.name];
    this.#operations = surgery;
    this.#channel = site ? { stage: place.stage.name, channel: place.channel } : null;
    this.switch.toggleAttribute("hidden", !site);
    this.operate.toggleAttribute("hidden", !site?.takesKernel);
    this.noMore.toggleAttribute("hidden", !site || this.#isOperated || surgery.length < this.most);
    this.switch.toggleAttribute("disabled", !this.noMore.hidden);
    if (site) this.switch.dataset.says = this.#isOperated ? "back" : place.stage.shape.length === 3 ? "map-off" : "unit-off";
  }

  get #isOperated() {
    return this.#operations.some((operation) => isSameChannel(operation, this.#channel));
  }

  #switched() {
    if (this.#isOperated) return without(this.#operations, this.#channel);
    return withOperation(this.#operations, { ...this.#channel, kernel: null }, this.most);
  }
}
