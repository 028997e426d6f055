// The digit's ink, coloured by what it says: for the first digit of a pair, or for the other.

import { palette } from "../../lib/display/colours.js";
import { coloured, paintPixels } from "../../lib/display/pixels.js";
import { thinker } from "../../lib/explain/thinker.js";

export class Ink {
  #reading = null; // the one that is to be shown, of an inked page
  #pair = null;
  #falls = null; // what each logit owes to the ink (lib/explain/occlusion.js), and the reading that this is about
  #colours = null; // see lib/display/colours.js; of light or dark

  // canvas: 28 x 28. faint: the grey level that no longer counts as ink.
  constructor(canvas, faint) {
    Object.assign(this, { canvas, faint, think: thinker() });
    new MutationObserver(() => this.#recolour()).observe(document.body, { attributeFilter: ["class"] }); // Gradio's dark mode
  }

  // Of a pair of digits, or of none where the page is empty. The colours take longer than a frame; until they are here, what
  // was shown before stays, paler.
  async show(pair, reading) {
    this.#pair = pair;
    this.#reading = pair && reading;
    if (!pair) return this.canvas.getContext("2d").clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (this.#falls?.reading !== reading) {
      this.canvas.setAttribute("data-ahead", "");
      const { network, ink } = reading;
      const logits = await this.think.occlusion(network.wires, network.weights, ink);
      if (!logits || this.#reading !== reading) return; // another digit is thought about
      this.#falls = { logits, reading };
    }
    this.#paint();
  }

  #paint() {
    const [digit, other] = this.#pair;
    const { logits, reading } = this.#falls;
    const { length } = reading.levels;
    const apart = Float32Array.from(reading.levels, (_, i) => logits[digit * length + i] - logits[other * length + i]);
    this.#colours ??= palette(this.canvas);
    const colours = coloured(apart, this.#colours);
    paintPixels(this.canvas, colours.map((colour, i) => (reading.levels[i] > this.faint ? colour : 0)));
    this.canvas.removeAttribute("data-ahead");
  }

  #recolour() {
    this.#colours = null;
    if (this.#falls && this.#falls.reading === this.#reading) this.#paint();
  }
}
