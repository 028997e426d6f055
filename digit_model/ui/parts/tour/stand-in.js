// A real digit that is read while nothing is drawn: no step begins empty.

import { bytesOf } from "../../lib/display/show.js";
import { convolutionKernel } from "../../lib/network/kernel.js";
import { Reader } from "../../lib/reader.js";

// example: as server/networks.py describes one, and its strokes. Gives (reading) => the example's reading by the same network.
export function exampleReader(example) {
  const levels = bytesOf(example.levels);
  let reader = null;
  return ({ trained }) => {
    if (reader?.network.weights !== trained.weights) reader = new Reader(trained, trained.weights, convolutionKernel());
    const beside = { strokes: example.strokes, picture: null, placement: null, isDrawing: false, isExample: true };
    return { ...reader.read(levels), ...beside };
  };
}
