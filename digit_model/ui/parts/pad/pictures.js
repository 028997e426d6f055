// Pictures that are read instead of the drawing. Python prepares them, and says what came of it by setting the pad's value.

import { hear } from "../../lib/events.js";
import { bytesOf } from "../../lib/show.js";

export function hearPictures({ watch, props }, pad) {
  let chosen = -1; // performance.now() of the visitor's choice of the newest picture
  let exampleAsked = false; // its file is still on the way

  hear("picture-asked", () => {
    chosen = performance.now();
    exampleAsked = true;
  });
  hear("picture-set", (isThere) => {
    if (!isThere) return pad.picture && pad.show(null); // the visitor took it out
    if (!exampleAsked) chosen = performance.now();
    exampleAsked = false;
  });
  hear("server-away", (isAway) => pad.tools.showAway(isAway));

  watch("value", () => {
    const { picture, refused, taken } = JSON.parse(props.value);
    if (taken) return; // our own, see files.js
    const isLate = pad.editTime > chosen; // the pad was changed after the picture was chosen, and has the last word
    if (isLate || !(picture || refused)) return pad.again();
    pad.tools.complain(refused);
    if (picture) pad.show(decoded(picture));
  });
}

// { digit, autopsy } as server/pictures.py packs it.
function decoded({ digit, autopsy }) {
  const steps = autopsy.map((step) => ({ ...step, levels: bytesOf(step.levels), digit: bytesOf(step.digit) }));
  return { levels: bytesOf(digit), autopsy: steps };
}
