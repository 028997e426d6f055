// A table of ten by ten counts. One cell at a time can be reached with Tab; the arrow keys go on from there.

import { ARROWS } from "../../../lib/browser/arrows.js";
import { whole } from "../../../lib/display/show.js";
import { element, spoken } from "../pictures.js";

const DIGITS = [...Array(10).keys()];

export class CountTable {
  // tell(digit, answer): hears which cell is chosen.
  constructor(tour, tell) {
    Object.assign(this, { tour, tell });
    this.cells = DIGITS.map((digit) => DIGITS.map((answer) => this.#cell(digit, answer)));
    this.heads = DIGITS.map((answer) => element("th", { scope: "col", kind: "probability" }, String(answer)));
    const rows = this.cells.map((row, digit) => {
      const head = element("th", { scope: "row", kind: "data" }, String(digit));
      return element("tr", {}, head, ...row.map((cell) => element("td", {}, cell)));
    });
    const across = element("th", { colspan: "10", class: "axis", kind: "probability" }, tour.words("answers"));
    const down = element("th", { rowspan: "2", class: "axis", kind: "data" }, tour.words("digits"));
    const heads = [element("tr", {}, down, across), element("tr", {}, ...this.heads)];
    this.table = element("table", { class: "confusion" }, ...heads, ...rows);
    this.table.addEventListener("keydown", (event) => this.#press(event));
    this.#mark(9, 9);
  }

  #cell(digit, answer) {
    const cell = element("button", { type: "button", tabindex: "-1", ...(digit !== answer && { kind: "loss" }) });
    cell.addEventListener("click", () => this.choose(digit, answer));
    return cell;
  }

  show(counts) {
    const most = Math.max(1, ...counts.flatMap((row, digit) => row.filter((_, answer) => answer !== digit)));
    this.cells.forEach((row, digit) => {
      row.forEach((cell, answer) => {
        const count = counts[digit][answer];
        cell.textContent = count ? whole(count) : "·";
        cell.ariaLabel = spoken(this.tour.words("cell_name", { digit, answer, count: whole(count) }));
        if (digit !== answer) cell.style.setProperty("--share", `${count ? 15 + (45 * count) / most : 0}%`);
      });
    });
  }

  // The column that what is drawn would be counted in.
  markAnswer(answer) {
    this.heads.forEach((head, at) => head.classList.toggle("drawn", at === answer));
  }

  choose(digit, answer) {
    this.#mark(digit, answer);
    this.tell(digit, answer);
  }

  #mark(digit, answer) {
    this.at = [digit, answer];
    this.cells.flat().forEach((cell) => Object.assign(cell, { tabIndex: -1, ariaPressed: "false" }));
    Object.assign(this.cells[digit][answer], { tabIndex: 0, ariaPressed: "true" });
  }

  #press(event) {
    const step = ARROWS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault(); // else the tour would go on
    const [digit, answer] = [this.at[0] + step[1], this.at[1] + step[0]];
    if (!this.cells[digit]?.[answer]) return;
    this.choose(digit, answer);
    this.cells[digit][answer].focus();
  }
}
