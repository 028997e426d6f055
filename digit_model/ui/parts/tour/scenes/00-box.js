// The box around a digit's ink.

const SIDE = 28;

// { top, left, height, width } in pixels, of all that is not plain paper. ink: (28, 28), with some ink.
export function boxOf(ink) {
  const places = [...ink.keys()].filter((at) => ink[at] > 0);
  const [rows, columns] = [places.map((at) => Math.floor(at / SIDE)), places.map((at) => at % SIDE)];
  const [top, left] = [Math.min(...rows), Math.min(...columns)];
  return { top, left, height: Math.max(...rows) - top + 1, width: Math.max(...columns) - left + 1 };
}
