// Ten rows, one for each digit, with the same columns: bars, or numbers alone.

import { element } from "../pictures.js";

export class Rows {
  // columns: [{ words, kind, look }]; words head the column; look: a class of its cells.
  constructor(columns, name) {
    const head = columns.map(({ words, kind, look = "" }) => element("th", { kind, scope: "col", class: look }, words));
    this.rows = Array.from({ length: 10 }, (_, digit) => new Row(columns, digit));
    const body = element("tbody", {}, ...this.rows.map(({ row }) => row));
    const top = element("thead", {}, element("tr", {}, element("td"), ...head));
    this.table = element("table", { class: "ten", "aria-label": name }, top, body);
  }

  // cells: of each digit, what each column shows: { text, from, to }: a bar between two shares of the cell's width, or none.
  show(cells, marked = null) {
    this.rows.forEach((row, digit) => row.show(cells[digit], digit === marked));
  }
}

class Row {
  constructor(columns, digit) {
    this.cells = columns.map(({ kind, look = "" }) => {
      const [bar, text] = [element("i"), element("span")];
      const room = element("div", {}, element("div", { class: "track" }, bar), text);
      return { bar, text, cell: element("td", { kind, class: look }, room) };
    });
    const head = element("th", { scope: "row" }, String(digit));
    this.row = element("tr", {}, head, ...this.cells.map(({ cell }) => cell));
  }

  show(values, isMarked) {
    this.row.classList.toggle("marked", isMarked);
    this.cells.forEach(({ bar, text }, at) => {
      const { text: words, from, to } = values[at];
      text.textContent = words;
      bar.hidden = from === undefined;
      if (!bar.hidden) Object.assign(bar.style, { left: `${100 * from}%`, right: `${100 * (1 - to)}%` });
    });
  }
}

// The bar from zero to a value in a column whose room ends at `least` and `most`.
export function barOf(value, least, most) {
  const place = (number) => (number - least) / (most - least || 1);
  return { from: place(Math.min(0, value)), to: place(Math.max(0, value)) };
}
