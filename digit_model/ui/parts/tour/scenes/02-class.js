// Step 2.4: the stages of the network's object in order, each with what it makes of the digit and how many numbers it keeps.

import { dimensions, whole } from "../../../lib/display/show.js";
import { sizeOf } from "../../../lib/network/shape.js";
import { element, paintValues } from "../pictures.js";

const MAPS = 6; // channels shown of a stage that makes maps
const ASKED = ["conv1", "conv2", "fc1"]; // the answers to the question

export function modelClass(place, tour) {
  const heads = ["stage", "makes", "shape", "numbers"].map((key) => element("th", { scope: "col" }, tour.words(key)));
  const table = element("table", { class: "stages" }, element("tr", {}, ...heads));
  let canvases = null; // of each stage, in order
  place.append(table);
  return {
    see({ network: { wires }, stages }) {
      canvases ??= wires.map((wire) => addRow(table, wire));
      canvases.forEach((own, at) => paintStage(own, stages[wires[at].name], tour.palette()));
    },
    facts({ network }) {
      return { largest: whole(numbersIn(network, "fc1")), smallest: numbersIn(network, "conv1") };
    },
    outcome({ network }) {
      const counts = ASKED.map((name) => numbersIn(network, name));
      return counts.indexOf(Math.max(...counts));
    },
  };
}

// Gives the row's canvases.
function addRow(table, wire) {
  const canvases = canvasesFor(wire.shape);
  const pictures = element("div", { class: "channels", kind: "activation", "aria-hidden": "true" }, ...canvases);
  const numbers = element("td", { class: "revealed", kind: "weights" }, whole(numbersOf(wire)));
  const name = element("th", { scope: "row" }, wire.name);
  table.append(element("tr", {}, name, element("td", {}, pictures), element("td", {}, dimensions(wire.shape)), numbers));
  return canvases;
}

const numbersOf = ({ weights, shape }) => (weights ? weights + shape[0] : 0); // with one bias a channel
const numbersIn = ({ wires }, name) => numbersOf(wires.find((wire) => wire.name === name));

// Some channels of a stage of maps, side by side; a vector as one row, or as a picture if it is long.
function canvasesFor([channels, ...map]) {
  const [height, width] = map.length ? map : channels > 100 ? [14, channels / 14] : [1, channels];
  const make = () => element("canvas", { width, height, class: map.length ? "map" : "vector" });
  return Array.from({ length: map.length ? Math.min(MAPS, channels) : 1 }, make);
}

function paintStage(canvases, values, palette) {
  const size = sizeOf([canvases[0].height, canvases[0].width]);
  canvases.forEach((canvas, at) => paintValues(canvas, values.slice(at * size, (at + 1) * size), palette));
}
