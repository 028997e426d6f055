// The rows of examples: drawings go straight to the pad, pictures through Python into the picture input, which the last
// button opens for pictures of the visitor's own.

import { hear, send } from "../../lib/events.js";

export function mount({ element, props, trigger }) {
  const [own, row] = [element.querySelector("#own"), element.querySelector(".row")];
  const open = (wanted) => {
    own.setAttribute("aria-expanded", String(wanted));
    document.documentElement.toggleAttribute("data-own-picture", wanted); // shows the input, see page.css
    if (wanted) row.scrollIntoView({ block: "nearest" }); // on a phone the input would begin below the screen
  };
  own.addEventListener("click", () => open(own.getAttribute("aria-expanded") !== "true"));
  hear("digit-rest", ({ strokes }) => strokes.length && open(false));

  const all = row.querySelectorAll("button");
  let next = 0; // of all, for a presenter who goes from one to the next
  hear("example-wanted", () => all[next++ % all.length].click());

  for (const button of element.querySelectorAll("[data-drawing]")) {
    button.addEventListener("click", () => send("drawing-chosen", { strokes: strokesIn(button) }));
  }
  for (const button of element.querySelectorAll("[data-picture]")) {
    button.addEventListener("click", () => {
      const name = button.dataset.picture;
      send("picture-asked", { name });
      trigger("choose", { name });
    });
  }
}

// The strokes of a drawing, from its thumbnail, which says how many steps its side has.
function strokesIn(button) {
  const { width: side } = button.querySelector("svg").viewBox.baseVal;
  return Array.from(button.querySelectorAll("path"), (line) => ({
    width: line.getAttribute("stroke-width") / side,
    points: pointsOf(line.getAttribute("d").slice(1).split(" "), side),
  }));
}

// steps: "x,y", each from the point before it.
function pointsOf(steps, side) {
  let [x, y] = [0, 0];
  return steps.map((step) => {
    const [across, down] = step.split(",").map(Number);
    [x, y] = [x + across, y + down];
    return [x / side, y / side];
  });
}
