// The ten scores as bars to either side of zero, each with a mark where it was.

import { number } from "../../../lib/display/show.js";
import { element } from "../pictures.js";
import { likeliest } from "./likeliest.js";

const LARGEST = 32; // a bar's full length; scores beyond it are as long

// Gives { rows, show(scores, before) }.
export function scoreBars(name) {
  const bars = Array.from({ length: 10 }, (_, digit) => bar(digit));
  const about = { class: "scores", kind: "activation", role: "img", "aria-label": name };
  return {
    rows: element("div", about, ...bars.map(({ row }) => row)),
    show(scores, before) {
      const first = likeliest(scores);
      bars.forEach((one, digit) => one.show(scores[digit], before[digit], digit === first));
    },
  };
}

function bar(digit) {
  const [fill, mark, score] = [element("i", { class: "fill" }), element("i", { class: "mark" }), element("span")];
  const track = element("div", { class: "track" }, fill, mark);
  const row = element("div", { class: "bar" }, element("b", {}, String(digit)), track, score);
  return {
    row,
    show(value, before, isFirst) {
      const [from, to] = [0, value].sort((one, other) => one - other);
      Object.assign(fill.style, { left: share(from), right: `calc(100% - ${share(to)})` });
      mark.style.left = share(before);
      score.textContent = number(value, 1);
      row.toggleAttribute("data-first", isFirst);
    },
  };
}

// By the root, so that small scores can be seen beside large ones.
function share(score) {
  const length = Math.sqrt(Math.min(1, Math.abs(score) / LARGEST));
  return `${(50 + 50 * Math.sign(score) * length).toFixed(2)}%`;
}
