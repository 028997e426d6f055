// Points at one stage's numbers and pins them, with the pointer and with the keys: "cell-pointed", "cell-pinned".

import { ARROWS } from "../../lib/browser/arrows.js";
import { hear, send } from "../../lib/events.js";

// addressAt(event) gives the number under the pointer, or null. A finger does not point, it pins. The first movement of a
// frame counts as soon as it is made, and what it changes is laid out, so that most often the frame has only to paint its
// number; the last one, at its end.
export function pointWithPointer(target, addressAt) {
  const point = ({ pointerType }, address) => pointerType !== "touch" && send("cell-pointed", { address });
  let isAhead = false;
  target.addEventListener("pointerrawupdate", (event) => {
    if (isAhead) return;
    isAhead = true;
    point(event, addressAt(event));
    target.getBoundingClientRect(); // asks for the layout
  });
  target.addEventListener("pointermove", (event) => {
    isAhead = false;
    point(event, addressAt(event));
  });
  target.addEventListener("pointerleave", (event) => point(event, null));
  target.addEventListener("click", (event) => {
    const address = addressAt(event);
    if (address) send("cell-pinned", { address });
  });
}

// Arrows lead from number to number, and a pinned number of this stage with them; Enter pins, Escape lets go.
// move(address, right, down) gives the neighbouring address; of null, where to begin.
export function pointWithKeys(target, stage, move) {
  let here = null;
  let isPinned = false;
  const go = (address) => {
    here = address;
    if (isPinned) send("cell-pinned", { address });
    else send("cell-pointed", { address });
  };
  hear("pinned", ({ address }) => {
    isPinned = Boolean(address?.startsWith(`${stage}.`));
    if (isPinned) here = address;
  });
  target.addEventListener("focus", () => target.matches(":focus-visible") && go(here ?? move(null, 0, 0)));
  target.addEventListener("blur", () => send("cell-pointed", { address: null }));
  target.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (arrow) go(move(here, ...arrow));
    else if (event.key === "Enter") send("cell-pinned", { address: here });
    else if (event.key === "Escape") send("cell-pinned", { address: null });
    else return;
    event.preventDefault();
  });
}
