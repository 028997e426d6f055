// A picture of 28 x 28 pixels in which a pixel or a window is chosen: by pointing, by touch, or with the arrow keys.

import { ARROWS } from "../../../lib/browser/arrows.js";

const SIDE = 28;

// over:   what holds the picture.
// at():   { row, column } of the window's corner now.
// tell:   hears where it is moved to.
// window: how many pixels it is wide, and how far it moves at once.
export function readingGrid(over, name, at, tell, { side = 1, step = 1 } = {}) {
  const within = (place) => Math.min(SIDE - side, Math.max(0, step * Math.round(place / step)));
  const move = (row, column) => tell({ row: within(row), column: within(column) });
  Object.assign(over, { tabIndex: 0, role: "application", ariaLabel: name });
  const corner = (place) => Math.floor((SIDE * place) / over.clientWidth) - (side - 1) / 2; // of a window around that pixel
  over.addEventListener("pointermove", ({ offsetX, offsetY, pointerType, buttons }) => {
    if (pointerType === "mouse" || buttons) move(corner(offsetY), corner(offsetX));
  });
  over.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // else the tour would go on
    const { row, column } = at();
    move(row + step * arrow[1], column + step * arrow[0]);
  });
  return over;
}

// Puts a frame around so many pixels of a picture of 28 x 28.
export function frameAt(frame, top, left, side) {
  Object.assign(frame.style, { top: share(top), left: share(left), width: share(side), height: share(side) });
}
const share = (pixels) => `${(100 * pixels) / 28}%`;
