// What the scenes' pictures are made of.

import { LIMIT } from "../../lib/display/colours.js";
import { coloured, greys, paintPixels } from "../../lib/display/pixels.js";
import { number } from "../../lib/display/show.js";

// An element with these attributes and children. kind: what lights up together with the words of that kind.
export function element(name, { kind, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  if (kind) made.dataset.kind = kind;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

// A canvas of so many pixels, shown so many CSS pixels wide where there is room. name: its words for those who don't see it.
export function picture(rows, columns, { width, kind, name }) {
  const canvas = element("canvas", { kind, role: "img", "aria-label": name, width: columns, height: rows });
  Object.assign(canvas.style, { width: `${width}px`, maxWidth: "100%" });
  return canvas;
}

// Paints values, row by row, in the scale that the whole page has for activations; palette as lib/display/colours.js gives it.
export const paintValues = (canvas, values, palette) => paintPixels(canvas, coloured(values, palette));

// The same for weights, which are too small for a scale of activations: stretched, so that the largest has the last colour.
// Returns the largest, which is to be said beside the picture.
export function paintStretched(canvas, values, palette) {
  const largest = Math.max(...values.map(Math.abs));
  paintValues(canvas, values.map((value) => (value * LIMIT) / largest), palette);
  return largest;
}

// Paints ink, 0 to 1 or bytes as 0 to 255, dark on white paper as it is on the pad.
export function paintInk(canvas, ink, full = 1) {
  paintPixels(canvas, greys(Array.from(ink, (level) => Math.round(255 - (227 * level) / full))));
}

// A table of numbers, as many columns as each row has. Give rows of texts or numbers; digits after the point.
export function numberTable(rows, { kind, digits = 2 }) {
  const cell = (value) => element("td", {}, typeof value === "number" ? number(value, digits) : value);
  return element("table", { kind, class: "numbers" }, ...rows.map((row) => element("tr", {}, ...row.map(cell))));
}

// A slider with its words before it and what it stands at behind it; tell(value) hears it whenever it moves, from begin() on.
export function slider({ label, from, to, step = 1, value, shown = String }, tell) {
  const input = element("input", { type: "range", min: from, max: to, step, value });
  const at = element("output");
  const follow = () => {
    at.textContent = shown(Number(input.value));
    input.setAttribute("aria-valuetext", at.textContent);
    tell(Number(input.value));
  };
  input.addEventListener("input", follow);
  const control = element("label", { class: "slider" }, label, input, at);
  const moveTo = (value) => {
    input.value = value;
    follow();
  };
  return { control, input, begin: follow, moveTo };
}

// Buttons of which one is pressed; tell(key) hears which. choices: [[key, words], ...].
export function chooser(choices, first, name, tell) {
  const buttons = choices.map(([key, words]) => element("button", { type: "button", "data-key": key }, words));
  const choose = (key) => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.key === String(key)));
    tell(key);
  };
  choices.forEach(([key], at) => buttons[at].addEventListener("click", () => choose(key)));
  const control = element("div", { class: "chooser", role: "group", "aria-label": name }, ...buttons);
  return { control, choose, begin: () => choose(first) };
}

// The words of a label in the language that the page is set to, for attributes, which hold one language alone.
export const spoken = (words) => words.querySelector(`[lang="${document.documentElement.dataset.language}"]`).textContent;
