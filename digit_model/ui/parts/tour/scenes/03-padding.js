// Step 3.2: how large the result is, by the kernel's width, padding and stride.

import { chooser, element, paintInk, paintValues, picture } from "../pictures.js";
import { convolved, KERNELS, placesOf } from "./03-kernels.js";

const SCALE = 6; // CSS pixels of one pixel
const EDGE_5 = [2, 1, 0, -1, -2].flatMap((_, row) => [1, 2, 0, -2, -1].map((weight) => weight * [1, 2, 3, 2, 1][row] * 0.25)); // Sobel's, wider

export function padding(place, tour) {
  const name = (key) => tour.words(key).textContent;
  const digit = picture(28, 28, { width: 28 * SCALE, kind: "data", name: name("digit") });
  const padded = element("div", { class: "padded", kind: "data" }, digit);
  const result = element("div", { class: "sized" });
  const formula = element("p", { class: "sum" });
  const chosen = { window: 3, padding: 1, stride: 1 };
  let ink = null;

  function paint() {
    if (!ink) return;
    const side = placesOf(28, chosen.window, chosen.padding, chosen.stride);
    const { values } = convolved(ink, chosen.window === 3 ? KERNELS.edge : EDGE_5, chosen);
    const canvas = picture(side, side, { width: side * SCALE, kind: "activation", name: name("result") });
    paintInk(digit, ink);
    paintValues(canvas, values, tour.palette());
    padded.style.padding = `${chosen.padding * SCALE}px`;
    result.replaceChildren(canvas);
    formula.replaceChildren(
      `(28 + 2 · ${chosen.padding} − ${chosen.window}) / ${chosen.stride} + 1 = `,
      element("b", { kind: "activation" }, `${side} × ${side}`),
    );
  }

  const choice = (key, numbers) => {
    const tell = (number) => {
      chosen[key] = Number(number);
      paint();
    };
    const { control, begin } = chooser(numbers.map((number) => [number, String(number)]), chosen[key], name(key), tell);
    begin();
    return element("div", { class: "labelled" }, tour.words(key), control);
  };
  const controls = [choice("window", [3, 5]), choice("padding", [0, 1, 2]), choice("stride", [1, 2, 3])];
  place.append(
    element("div", { class: "row" }, padded, element("b", {}, "→"), element("div", { class: "revealed" }, result)),
    element("div", { class: "controls revealed" }, ...controls),
    element("div", { class: "revealed" }, formula),
  );
  return {
    see: (reading) => {
      ink = reading.ink;
      paint();
    },
    outcome: () => 2,
  };
}
