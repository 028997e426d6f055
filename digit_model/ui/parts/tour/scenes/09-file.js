// Step 9.3: what the saved files hold: tensors with their names and shapes, and the name of the architecture.

import { dimensions, whole } from "../../../lib/display/show.js";
import { sizeOf } from "../../../lib/network/shape.js";
import { element } from "../pictures.js";

const BYTES = 4; // of a float32

export function file(place, tour) {
  const scene = new SavedFile(place, tour);
  return { see: (reading) => scene.see(reading), outcome: () => 1 };
}

class SavedFile {
  constructor(place, tour) {
    this.tour = tour;
    this.rows = element("tbody");
    this.total = element("tfoot");
    const head = ["tensor", "shape", "count"].map((key) => element("th", { scope: "col" }, tour.words(key)));
    const top = element("thead", {}, element("tr", {}, ...head));
    const tensors = element("table", { class: "tensors", kind: "weights" }, top, this.rows, this.total);
    this.config = element("pre", { class: "config" });
    const titled = (name, words, content) => element("section", { class: "saved" }, element("h3", {}, name), words, content);
    place.append(
      titled("model.safetensors", tour.words("alone"), tensors),
      titled("config.json", tour.words("architecture"), this.config),
    );
  }

  see({ network }) {
    const tensors = network.wires.filter(({ weights }) => weights > 0).flatMap(tensorsOf);
    const cells = (...words) => element("tr", {}, ...words.map((word) => element("td", {}, word)));
    this.rows.replaceChildren(...tensors.map(({ name, shape }) => cells(name, dimensions(shape), whole(sizeOf(shape)))));
    const total = tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    const size = this.tour.words("size", { kilobytes: Math.round((BYTES * total) / 1000) });
    this.total.replaceChildren(cells(this.tour.words("all"), size, whole(total)));
    this.config.textContent = `{ "variant": "${network.variant}", … }`;
  }
}

// A layer's two tensors, as PyTorch names and shapes them.
function tensorsOf({ name, shape, window, weights }) {
  const [outputs] = shape;
  const inputs = weights / outputs / window ** 2;
  const kernel = window > 1 ? [outputs, inputs, window, window] : [outputs, inputs];
  return [
    { name: `${name}.weight`, shape: kernel },
    { name: `${name}.bias`, shape: [outputs] },
  ];
}
