// Rows of bars: a name, a bar to the right of zero or to the left of it, and the number. Several chapters show their sums so.

import { number } from "../../../lib/display/show.js";
import { element } from "../pictures.js";

export class Bars {
  // names: what each row is called, texts or elements; kind: of the numbers; name: the list's, for those who don't see it.
  constructor(names, { kind, name }) {
    this.rows = names.map((words) => {
      const [bar, value] = [element("i"), element("span", { class: "number" })];
      return { bar, value, row: element("li", {}, element("span", { class: "name" }, words), bar, value) };
    });
    this.list = element("ol", { kind, class: "bars", "aria-label": name }, ...this.rows.map(({ row }) => row));
  }

  // values:   one for each row.
  // full:     what fills the bar's room.
  // told:     how a value is written.
  // marked:   the row that stands out.
  // isSigned: whether zero is in the middle.
  show(values, { full, told = number, marked = null, isSigned = values.some((value) => value < 0) }) {
    this.list.toggleAttribute("data-signed", isSigned);
    this.rows.forEach(({ row, bar, value }, at) => {
      bar.style.setProperty("--length", full > 0 ? Math.min(1, Math.abs(values[at]) / full) : 0);
      bar.classList.toggle("below", values[at] < 0);
      value.textContent = told(values[at]);
      row.classList.toggle("marked", at === marked);
    });
  }
}
