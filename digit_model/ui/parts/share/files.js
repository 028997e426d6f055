// Files of all that is shown: a poster, and the numbers as CSV and NPZ.

import { hear } from "../../lib/events.js";
import { linkTo } from "./link.js";
import { npzOf } from "./npz.js";
import { poster } from "./poster.js";
import { csvOf } from "./table.js";

const MOST_PRINTED = 1700; // letters of a link; ten lines of them

const MAKE = {
  png: (reading, element) => new Promise((made) => poster(reading, printedLink(element), element).toBlob(made, "image/png")),
  csv: (reading) => new Blob([csvOf(arraysOf(reading))], { type: "text/csv" }),
  npz: (reading) => new Blob([npzOf(arraysOf(reading))], { type: "application/octet-stream" }),
};

// The link of the moment, where the poster has room for it; else the page's own address, as of a picture.
function printedLink(element) {
  const link = element.querySelector("#link").value;
  return link && link.length <= MOST_PRINTED ? link : linkTo(location.href, "");
}

// Every number of a reading, in order: the digit, all stages, the probabilities.
function arraysOf({ ink, stages, probabilities, network }) {
  return [
    { name: "digit", shape: [28, 28], values: ink },
    ...network.wires.map(({ name, shape }) => ({ name, shape, values: stages[name] })),
    { name: "probabilities", shape: [10], values: Float32Array.from(probabilities) },
  ];
}

export function offerFiles(element, say) {
  const buttons = element.querySelectorAll("[data-file]");
  let newest = null; // its numbers are those on the page: they last until the next reading
  hear("digit-read", (reading) => {
    newest = reading;
  });
  hear("digit-rest", ({ verdict }) => {
    for (const button of buttons) button.disabled = verdict === "blank";
  });
  for (const button of buttons) {
    const kind = button.dataset.file;
    button.addEventListener("click", async () => {
      const { candidates, network } = newest;
      const file = await MAKE[kind](newest, element);
      save(file, `digit-${candidates.join("-") || "none"}-${network.variant}.${kind}`);
      say("saved");
    });
  }
}

function save(file, name) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(file);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000); // the browser may still be reading it
}
