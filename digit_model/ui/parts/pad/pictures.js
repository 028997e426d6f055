// Pictures that are read instead of the drawing. Python prepares them, and says what came of it by setting the pad's value.

import { bytesOf } from "../../lib/display/show.js";
import { hear } from "../../lib/events.js";

export function hearPictures({ watch, props }, pad) {
  let chosen = -1; // performance.now() of the visitor's choice of the picture that was set last
  const asked = []; // { name, time } of the examples that were chosen and have not come yet, in their order
  let isInPad = false; // the one in the picture input

  hear("picture-asked", ({ name }) => asked.push({ name, time: performance.now() }));
  hear("picture-set", (picture) => {
    const wasInPad = isInPad;
    isInPad = false;
    if (!picture) return wasInPad && pad.picture && pad.show(null); // the visitor took it out; a refused one never was in the pad
    const place = asked.findLastIndex(({ name }) => name === picture.name);
    chosen = asked[place]?.time ?? performance.now();
    asked.splice(0, place + 1); // what was chosen before it does not come any more
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
