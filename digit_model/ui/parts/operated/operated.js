// Says of every reading whether the network that gave it is operated on, and what it said as it was trained.

import { readerBeside } from "../../lib/beside.js";
import { hear, send } from "../../lib/events.js";

export function mount({ element }) {
  const room = element.querySelector(".room");
  const read = readerBeside();
  hear("digit-read", (reading) => {
    const count = reading.surgery.length;
    room.toggleAttribute("data-shown", count > 0);
    if (count === 0) return; // and so without a second reading
    const isBlank = reading.verdict === "blank";
    write(element.querySelector(".count"), String(count));
    element.querySelector(".answers").toggleAttribute("hidden", isBlank);
    if (isBlank) return;
    write(element.querySelector(".trained"), named(read(reading.trained, reading.levels)));
    write(element.querySelector(".operated"), named(reading));
  });
  element.querySelector("button").addEventListener("click", () => send("surgery-changed", []));
  new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
    room.toggleAttribute("data-passed", !isIntersecting && boundingClientRect.bottom <= 0);
  }).observe(room);
}

const named = ({ candidates }) => candidates.join(" / ") || "–";

// At every update it would cost a style, and be announced.
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
