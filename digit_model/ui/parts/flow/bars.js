// A short vector as bars with their numbers, drawn from the middle if there are negative ones.

import { textOf } from "../../lib/display/show.js";
import { operatedOf } from "./operated.js";

const NONE = "–";

export class Bars {
  #rows; // { row, bar, number } of each value
  #surgery = null; // the operations of the newest reading

  // valuesOf(reading) gives the vector. A value of whole fills its bar, by default the largest one does.
  constructor(stage, list, valuesOf, format, whole = null) {
    Object.assign(this, { stage, list, valuesOf, format, whole, target: list, keyTarget: list.parentElement });
    this.#rows = [...list.children].map((row) => {
      return { row, bar: row.querySelector("i"), number: textOf(row.querySelector("span")) };
    });
  }

  // What an empty page makes of the network is no answer: there are dashes.
  paint(reading) {
    const values = reading.verdict === "blank" ? null : this.valuesOf(reading);
    const full = this.whole ?? largest(values ?? []);
    this.list.classList.toggle("signed", values?.some((value) => value < 0) ?? false);
    this.#rows.forEach((row, index) => this.#paintRow(row, values ? values[index] : null, full));
    if (reading.surgery !== this.#surgery) this.#mark(reading.surgery);
  }

  // Strikes out what is operated on.
  #mark(surgery) {
    this.#surgery = surgery;
    const operated = operatedOf(surgery, this.stage);
    this.#rows.forEach(({ row }, at) => row.classList.toggle("operated", operated.includes(at)));
  }

  #paintRow({ bar, number }, value, full) {
    const text = value === null ? NONE : this.format(value);
    bar.style.setProperty("--length", (Math.abs(value) / full).toFixed(3));
    bar.classList.toggle("below", value < 0);
    if (number.data !== text) number.data = text; // the same text again would be laid out anew
  }

  light(box) {
    this.#rows.forEach(({ row }, at) => row.classList.toggle("lit", at === box?.index));
  }

  addressAt({ target }) {
    const row = target.closest("li");
    return row ? `${this.stage}.${[...this.list.children].indexOf(row)}` : null;
  }

  // From bar to bar; to the right into the next column, if there is one.
  move(address, right, down) {
    const column = Number(this.list.dataset.rows);
    const step = column < this.#rows.length ? right * column : right;
    const index = address ? Number(address.split(".")[1]) + step + down : 0;
    return `${this.stage}.${Math.min(this.#rows.length - 1, Math.max(0, index))}`;
  }
}

function largest(values) {
  let most = 1e-9;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
