// Pictures that are read instead of the drawing. Python prepares them, and says what came of it by setting the pad's value.

import { bytesOf } from "../../lib/display/show.js";
import { hear } from "../../lib/events.js";

export function hearPictures({ watch, props }, pad) {
  let chosen = -1; // performance.now() of the visitor's choice of the newest picture
  let exampleAsked = false; // its file is still on the way
  let isInPad = false; // the one in the picture input

  hear("picture-asked", () => {
    chosen = performance.now();
    exampleAsked = true;
  });
  hear("picture-set", (isThere) => {
    const wasInPad = isInPad;
    isInPad = false;
    if (!isThere) return wasInPad && pad.picture && pad.show(null); // the visitor took it out; a refused one never was in the pad
    if (!exampleAsked) chosen = performance.now();
    exampleAsked = false;
  });
  hear("server-away", (isAway) => pad.tools.showAway(isAway));

  watch("value", () => {
    const { picture, refused, taken } = JSON.parse(props.value);
    if (taken) return; // our own, see files.js
    if (!(picture || refused)) return pad.again();
    if (pad.editTime > chosen) return pad.trigger("drawn"); // the pad was changed after the picture was chosen: it leaves again
    pad.tools.complain(refused);
    if (!picture) return;
    isInPad = true;
    pad.show(decoded(picture));
  });
}

// { digit, placement, autopsy, copy } as server/pictures.py packs it.
function decoded({ digit, placement, autopsy, copy }) {
  const steps = autopsy.map((step) => ({ ...step, levels: bytesOf(step.levels), digit: bytesOf(step.digit) }));
  return { levels: bytesOf(digit), placement, autopsy: steps, copy };
}
