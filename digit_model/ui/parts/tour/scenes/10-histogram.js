// How many programs read how many digits rightly, as columns; the chosen one's column is marked.

import { element } from "../pictures.js";

const [WIDTH, HEIGHT, FOOT, SIDE] = [500, 96, 22, 6]; // units of the picture; below and beside the columns stand ticks
const MOST = 30; // right answers shown
const STEP = WIDTH / (MOST + 1);

export function histogram(key, tour) {
  const svg = drawn("svg", { viewBox: `${-SIDE} 0 ${WIDTH + 2 * SIDE} ${HEIGHT + FOOT}`, "aria-hidden": "true" });
  const figure = element("figure", { class: "histogram" }, element("figcaption", {}, tour.words(key)), svg);

  // scores: right answers of each program; chosen: those of the one that was kept.
  function show(scores, chosen) {
    const counts = Array.from({ length: MOST + 1 }, (_, right) => scores.filter((score) => score === right).length);
    const most = Math.max(...counts);
    const columns = counts.map((count, right) => column(right, count / most, right === chosen));
    const ticks = [0, 10, 20, 30].map((right) => text(right, String(right), HEIGHT + 17));
    svg.replaceChildren(drawn("path", { class: "base", d: `M0 ${HEIGHT}h${WIDTH}` }), ...columns, ...ticks);
    svg.append(text(chosen, "▼", Math.max(12, HEIGHT - 6 - (HEIGHT - 20) * (counts[chosen] / most))));
    svg.lastChild.setAttribute("class", "chosen");
  }
  return { figure, show };
}

function column(right, share, isChosen) {
  const height = (HEIGHT - 20) * share;
  const place = { x: right * STEP + 1, width: STEP - 2, y: HEIGHT - height, height };
  return drawn("rect", { ...place, class: isChosen ? "chosen" : "" });
}

function text(right, words, y) {
  const made = drawn("text", { x: (right + 0.5) * STEP, y, "text-anchor": "middle" });
  made.textContent = words;
  return made;
}

function drawn(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
