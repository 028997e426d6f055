// A part of a picture drawn so large that its numbers can be read.

const SIDE = 28;
const READABLE = 55; // canvas pixels of a cell that is large enough for its number
const DIGITS = 0.4; // the number's height in cells
const DARK = 0x1c; // the grey of full ink, as on the pad

// levels: 784, 0 paper .. 255 ink. at: { row, column, side } of the part, in pixels.
export function paintNumbers(canvas, levels, { row, column, side }) {
  const context = canvas.getContext("2d");
  const cell = canvas.width / side;
  context.font = `${Math.round(cell * DIGITS)}px system-ui, sans-serif`;
  Object.assign(context, { textAlign: "center", textBaseline: "middle" });
  for (let down = 0; down < side; down++) {
    for (let across = 0; across < side; across++) {
      const level = levels[(row + down) * SIDE + column + across];
      paintCell(context, level, [across * cell, down * cell], cell);
    }
  }
}

function paintCell(context, level, [left, top], cell) {
  const grey = Math.round(255 - ((255 - DARK) * level) / 255);
  context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
  context.fillRect(left, top, cell + 1, cell + 1); // no seams where cells are no whole pixels
  if (cell < READABLE) return;
  context.strokeStyle = "#8884";
  context.strokeRect(left + 0.5, top + 0.5, cell, cell);
  context.fillStyle = level > 110 ? "#fff" : "#3a3833";
  context.fillText(level, left + cell / 2, top + cell / 2);
}
