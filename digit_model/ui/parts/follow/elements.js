// Elements that the arithmetic is made of.

import { number } from "../../lib/display/show.js";
import { send } from "../../lib/events.js";

const NUMBERED = 5; // the widest window whose numbers have room

export function make(tag, className, ...content) {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...content);
  return made;
}

// A button that pins the number at an address.
export function link(address, ...content) {
  const button = make("button", "link", ...content);
  button.type = "button";
  button.addEventListener("click", () => send("cell-pinned", { address }));
  return button;
}

// words: of wordsOf in lib/display/filled.js.
export function nameOf(words, address) {
  const [stage, ...numbers] = address.split(".");
  const [channel, row, column] = numbers;
  const key = stage === "digit" ? "ink" : numbers.length === 1 ? "unit" : "pixel";
  return words(key, { stage, channel, row, column });
}

// A square of numbers below its caption, coloured by their size: cells as lib/explain/wires.js gives them, of each the number
// called shown ("value", "weight" or "product"). With isLinked each is a button that pins where it came from; the winner is
// framed.
export function grid(caption, cells, shown, side, { isLinked = false, winner = null } = {}) {
  const largest = Math.max(1e-9, ...cells.map((cell) => Math.abs(cell[shown])));
  const places = cells.map((cell) => {
    const value = cell[shown];
    const place = isLinked && cell.from ? link(cell.from, number(value)) : make("span", "", number(value));
    place.title = number(value, 4);
    place.classList.add(value < 0 ? "down" : "up");
    place.classList.toggle("wins", cell === winner);
    place.style.setProperty("--share", `${Math.round((40 * Math.abs(value)) / largest)}%`);
    return place;
  });
  const square = make("div", side > NUMBERED ? "grid fine" : side > 3 ? "grid small" : "grid", ...places);
  square.style.setProperty("--side", side);
  return make("figure", "", make("figcaption", "", caption), square);
}
