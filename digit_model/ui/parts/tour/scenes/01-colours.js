// Step 1.3: the digit in coloured ink, as a picture and as the three matrices that it is.

import { paintPixels } from "../../../lib/display/pixels.js";
import { chooser, element, picture, spoken } from "../pictures.js";

const SIDE = 28;
// Red, green and blue of each ink, 0 dark .. 255 bright, as a screen mixes them; paper is 255, 255, 255.
const INKS = { red: [222, 40, 34], green: [26, 140, 60], blue: [40, 70, 200], yellow: [244, 206, 20] };
const CHANNELS = ["red", "green", "blue"];
const WHITE = 255;

// The three matrices of a digit drawn with an ink: thin ink lets the paper through.
export const channelsOf = (ink, colour) => colour.map((full) => ink.map((level) => Math.round(WHITE + (full - WHITE) * level)));

export function colours(place, tour) {
  const name = (key) => spoken(tour.words(key));
  const mixed = picture(SIDE, SIDE, { width: 176, kind: "data", name: name("coloured") });
  const greys = CHANNELS.map((key) => picture(SIDE, SIDE, { width: 150, kind: "data", name: name(key) }));
  const ranges = CHANNELS.map(() => element("span", {}));
  const figure = (canvas, ...words) => element("figure", {}, canvas, element("figcaption", {}, ...words));
  let [key, ink] = ["red", null];

  function paint() {
    if (!ink) return;
    const channels = channelsOf(ink, INKS[key]);
    paintColours(mixed, channels);
    greys.forEach((canvas, at) => {
      paintColours(canvas, [channels[at], channels[at], channels[at]]);
      ranges[at].textContent = ` ${Math.min(...channels[at])} – ${Math.max(...channels[at])}`;
    });
  }

  const choose = (chosen) => {
    key = chosen;
    paint();
  };
  const inks = chooser(Object.keys(INKS).map((one) => [one, tour.words(one)]), key, name("ink"), choose);
  const matrices = greys.map((canvas, at) => figure(canvas, tour.words(CHANNELS[at]), ranges[at]));
  place.append(
    element("div", { class: "row" }, figure(mixed, tour.words("coloured"))),
    element("div", { class: "row matrices revealed" }, ...matrices),
    element("div", { class: "controls revealed" }, element("div", { class: "labelled" }, tour.words("ink"), inks.control)),
  );
  inks.begin();
  return {
    see(reading) {
      ink = reading.ink;
      paint();
    },
    outcome: () => palest(channelsOf(ink, INKS.red)),
  };
}

// The matrix in which the darkest ink stands out least from the paper.
function palest(channels) {
  const contrasts = channels.map((levels) => WHITE - Math.min(...levels));
  return contrasts.indexOf(Math.min(...contrasts));
}

function paintColours(canvas, [red, green, blue]) {
  paintPixels(canvas, Uint32Array.from(red, (level, at) => 0xff000000 | (blue[at] << 16) | (green[at] << 8) | level));
}
