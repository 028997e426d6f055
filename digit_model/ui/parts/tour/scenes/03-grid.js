// A picture of 28 x 28 pixels in which one pixel is chosen: by pointing, by touch, or with the arrow keys.

import { ARROWS } from "../../../lib/arrows.js";

const SIDE = 28;
const within = (index) => Math.min(SIDE - 1, Math.max(0, index));

// over: what holds the picture; at: { row, column } to begin with; tell: hears where it is moved to.
export function readingGrid(over, name, at, tell) {
  let now = at;
  const move = (row, column) => {
    now = { row: within(row), column: within(column) };
    tell(now);
  };
  Object.assign(over, { tabIndex: 0, role: "application", ariaLabel: name });
  const pixel = (place) => Math.floor((SIDE * place) / over.clientWidth);
  over.addEventListener("pointermove", ({ offsetX, offsetY, pointerType, buttons }) => {
    if (pointerType === "mouse" || buttons) move(pixel(offsetY), pixel(offsetX));
  });
  over.addEventListener("keydown", (event) => {
    const step = ARROWS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // else the tour would go on
    move(now.row + step[1], now.column + step[0]);
  });
  return over;
}

// Puts a frame around so many pixels of a picture of 28 x 28.
export function frameAt(frame, top, left, side) {
  Object.assign(frame.style, { top: share(top), left: share(left), width: share(side), height: share(side) });
}
const share = (pixels) => `${(100 * pixels) / 28}%`;
