// All numbers of a network as one picture, a pixel each.

import { weightsByStage } from "../../../lib/network/weights.js";
import { paintValues } from "../pictures.js";

export const FILE_COLUMNS = 196; // a row of fc1's weights is 8 rows of the picture
const SPREAD = 2; // each stage's root mean square, on the page's scale of colours

// Gives (network, palette) => painted, at once if these are already there: the pen moves often.
export function filePainter(canvas) {
  let shown = {};
  return (network, palette) => {
    if (shown.weights === network.weights && shown.palette === palette) return;
    paintFile(canvas, network, palette);
    shown = { weights: network.weights, palette };
  };
}

// weights: in the order of the wires. Each stage is scaled by its own root mean square: the large ones would hide the others.
function paintFile(canvas, { wires, weights }, palette) {
  const rows = Math.ceil(weights.length / FILE_COLUMNS);
  if (canvas.height !== rows) canvas.height = rows;
  const values = new Float32Array(rows * FILE_COLUMNS);
  let at = 0;
  for (const { weights: own, bias } of Object.values(weightsByStage(wires, weights))) {
    const all = [...own, ...bias];
    const scale = SPREAD / Math.sqrt(all.reduce((sum, value) => sum + value * value, 0) / all.length || 1);
    for (const value of all) values[at++] = value * scale;
  }
  paintValues(canvas, values, palette);
}
