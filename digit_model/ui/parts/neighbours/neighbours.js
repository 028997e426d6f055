// The nearest digits of the sample. They are the server's to know: server.nearest answers [{ label, similarity, digit }], the
// nearest first, by the network as it was trained; beside them stands what that network takes the digit for.

import { readerBeside } from "../../lib/beside.js";
import { filled } from "../../lib/display/filled.js";
import { greys, paintPixels } from "../../lib/display/pixels.js";
import { base64Of, bytesOf, percent } from "../../lib/display/show.js";
import { study } from "../../lib/explain/study.js";

export function mount({ element, server }) {
  const trained = element.querySelector(".trained");
  const shared = element.querySelector(".shared");
  const places = [...element.querySelectorAll("li")];
  const asTrained = candidatesAsTrained();

  function show(nearest, reading) {
    const isLeftOut = nearest?.failure === "left_out"; // by an edition without Python
    element.toggleAttribute("data-left-out", isLeftOut);
    if (!nearest || isLeftOut) return;
    const candidates = asTrained(reading);
    trained.hidden = reading.surgery.length === 0;
    places.forEach((place, index) => paint(place, nearest[index]));
    const line = element.querySelector(`[data-line="${candidates.length ? "digit" : "not a digit"}"]`);
    const count = nearest.filter(({ label }) => candidates.includes(String(label))).length;
    shared.replaceChildren(filled(line, { count, digits: candidates.join(" / ") }));
  }

  study(element, ({ levels }) => server.nearest({ digit: base64Of(levels) }), show);
}

function candidatesAsTrained() {
  const read = readerBeside();
  return ({ surgery, candidates, trained, levels }) => (surgery.length ? read(trained, levels).candidates : candidates);
}

function paint(place, { digit, label, similarity }) {
  paintPixels(place.querySelector("canvas"), greys(bytesOf(digit)));
  place.querySelector("b").textContent = label;
  place.querySelector("span").textContent = percent(similarity);
}
