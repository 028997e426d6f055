// How the poster shows a stage: maps side by side, a longer vector as one square of colours, a short one as bars with
// their numbers. A figure is { height, shown, paint(print, colours, x, y) }; shown is how many maps there are on it,
// the most active. Heights are in CSS pixels, other lengths in the canvas's own, so that all numbers of a map are
// equally large.

import { coloured } from "../../lib/display/pixels.js";
import { number, percent } from "../../lib/display/show.js";
import { mostActive } from "../../lib/explain/order.js";
import { SHARPNESS } from "./print.js";

export const WIDTH = 180; // of every figure, in CSS pixels

const FEW = 16; // maps, and bars
const [ACROSS, TILE, GAP] = [4, 84, 8]; // maps in a row; 84 is a multiple of the maps' widths: 28, 14, 7, 3
const [BAR, THICKNESS] = [17, 9]; // from bar to bar, in CSS pixels
const [DIGIT, NUMBER] = [16, 60]; // what stands before a bar, and after it

// stage: { name, shape, values }
export function figureOf(stage) {
  if (stage.shape.length === 3) return mapsOf(stage);
  return stage.values.length > FEW ? squareOf(stage) : barsOf(stage);
}

function mapsOf({ shape: [channels, rows, columns], values }) {
  const size = rows * columns;
  const shown = Math.min(FEW, channels);
  // Where all are shown, each keeps its place from digit to digit.
  const order = shown < channels ? mostActive(values, channels) : [...Array(channels).keys()];
  const [zoom, pitch] = [Math.max(1, Math.floor(TILE / columns)), TILE + GAP];
  const paint = (print, colours, x, y) =>
    order.slice(0, shown).forEach((channel, place) => {
      const map = values.subarray(channel * size, (channel + 1) * size);
      const [left, top] = [(place % ACROSS) * pitch, Math.floor(place / ACROSS) * pitch];
      print.paint(coloured(map, colours), columns, x + left / SHARPNESS, y + top / SHARPNESS, zoom);
    });
  return { height: (Math.ceil(shown / ACROSS) * pitch - GAP) / SHARPNESS, shown, paint };
}

function squareOf({ values }) {
  const columns = Math.ceil(Math.sqrt(values.length));
  const rows = Math.ceil(values.length / columns);
  const side = Math.max(1, Math.floor((WIDTH * SHARPNESS) / columns));
  const paint = (print, colours, x, y) => {
    const pixels = new Uint32Array(rows * columns); // transparent where the last row has no number
    pixels.set(coloured(values, colours));
    print.paint(pixels, columns, x, y, side);
  };
  return { height: (rows * side) / SHARPNESS, paint };
}

function barsOf({ name, values }) {
  const isShare = name === "softmax";
  const isSigned = values.some((value) => value < 0);
  const full = isShare ? 1 : Math.max(1e-9, ...values.map(Math.abs));
  const before = values.length === 10 ? DIGIT : 0; // ten are one for each digit
  const room = WIDTH - before - NUMBER;
  const paint = (print, colours, x, y) =>
    values.forEach((value, at) => {
      const [left, top] = [x + before, y + at * BAR];
      const zero = isSigned ? left + room / 2 : left;
      const length = (Math.abs(value) / full) * (isSigned ? room / 2 : room);
      print.fill("track", left, top, room, THICKNESS);
      print.fill(value < 0 ? "negative" : "positive", value < 0 ? zero - length : zero, top, length, THICKNESS);
      if (before) print.write(at, x, top + THICKNESS, 12);
      const text = isShare ? percent(value) : number(value, 1);
      print.write(text, x + WIDTH, top + THICKNESS, 12, { colour: "soft", align: "right" });
    });
  return { height: values.length * BAR, paint };
}
