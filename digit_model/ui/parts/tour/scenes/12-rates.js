// Digits a second, as bars of one scale.

import { whole } from "../../../lib/display/show.js";
import { element } from "../pictures.js";

export const written = (rate) => whole(Math.round(rate));

export class Rates {
  #rows = new Map();

  // keys: of the labels of all bars, in order; { kind } of the bars.
  constructor(tour, keys, kind) {
    this.box = element("div", { class: "rates" });
    for (const key of keys) {
      const [filled, rate] = [element("i", { kind, style: "width: 0" }), element("b", {}, "–")];
      this.#rows.set(key, { filled, rate });
      this.box.append(element("span", {}, tour.words(key)), element("span", { class: "track" }, filled), rate);
    }
  }

  // rates: { key: digits a second, or null where there is none }.
  show(rates) {
    const most = Math.max(...Object.values(rates));
    for (const [key, { filled, rate }] of this.#rows) {
      filled.style.width = `${(100 * (rates[key] ?? 0)) / most}%`;
      rate.textContent = rates[key] ? written(rates[key]) : "–";
    }
  }
}
