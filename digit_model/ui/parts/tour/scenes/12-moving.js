// Step 12.3: network and digits in the memories of two devices; what runs where they are.

import { whole } from "../../../lib/display/show.js";
import { chooser, element, paintInk, picture, spoken } from "../pictures.js";

const BATCH = 256; // digits
const BYTES = 4; // of a float32
const PLACES = { none: ["cpu", "cpu"], network: ["gpu", "cpu"], both: ["gpu", "gpu"] }; // of the network and of the digits

export function moving(place, tour) {
  const digit = picture(28, 28, { width: 56, kind: "data", name: spoken(tour.words("digits")) });
  const [network, digits] = [movable("weights", tour.words("network")), movable("data", tour.words("digits"), digit)];
  const memories = Object.fromEntries(["cpu", "gpu"].map((device) => [device, memory(device, tour)]));
  const said = element("p", { class: "said-of-devices", role: "status" });

  const show = (key) => {
    const [ofNetwork, ofDigits] = PLACES[key];
    memories[ofNetwork].append(network.box);
    memories[ofDigits].append(digits.box);
    said.classList.toggle("error", ofNetwork !== ofDigits);
    said.replaceChildren(tour.words(`runs_${key}`));
  };
  const choices = Object.keys(PLACES).map((key) => [key, tour.words(`move_${key}`)]);
  const { control, begin, choose } = chooser(choices, "none", spoken(tour.words("moves")), show);
  begin();
  const devices = element("div", { class: "devices" }, ...Object.values(memories));
  place.append(devices, element("div", { class: "controls revealed" }, control), said);
  return {
    see: ({ ink, network: { parameters } }) => {
      paintInk(digit, ink);
      const size = (count, numbers) => tour.words("bytes", { count, size: kilobytes(numbers) });
      network.size.replaceChildren(size(whole(parameters), parameters));
      digits.size.replaceChildren(size(`${BATCH} × 784`, BATCH * 784));
    },
    outcome: () => 1,
    reveal: () => choose("network"),
  };
}

const kilobytes = (numbers) => whole(Math.round((numbers * BYTES) / 1000));

// What can lie in either memory: its name and how large it is, beside a picture.
function movable(kind, name, ...pictures) {
  const size = element("small");
  const words = element("span", {}, element("b", {}, name), size);
  return { size, box: element("div", { class: "movable", kind }, ...pictures, words) };
}

function memory(device, tour) {
  return element("section", { class: `memory ${device}` }, element("h3", {}, tour.words(`memory_${device}`)));
}
