// One scale for every activation on the page: the same value has the same colour in every place.
//
// Activations of one network span two orders of magnitude from stage to stage, so the scale is linear around zero and
// logarithmic beyond (the inverse hyperbolic sine): small values in the first stage and large logits are both visible.

const LINEAR = 0.5; // below about this magnitude the scale is linear
export const LIMIT = 8; // values beyond it have the scale's last colour
const STEPS = 127; // colours on either side of zero
export const TICKS = [-8, -2, -0.5, 0, 0.5, 2, 8];

// Where a value lies on the scale: -1 at -LIMIT, 0 at zero, 1 at LIMIT.
export function position(value) {
  return Math.max(-1, Math.min(1, Math.asinh(value / LINEAR) / Math.asinh(LIMIT / LINEAR)));
}

// The scale's colours, one RGBA pixel in a Uint32 each, from the most negative to the most positive: mixed by the browser,
// evenly to the eye, between three of the stylesheet's.
function mixed(element) {
  const style = getComputedStyle(element);
  const [negative, zero, positive] = ["--negative", "--zero", "--positive"].map((name) => style.getPropertyValue(name));
  const row = new OffscreenCanvas(2 * STEPS + 1, 1).getContext("2d", { willReadFrequently: true });
  for (let code = 0; code <= 2 * STEPS; code++) {
    const end = code < STEPS ? negative : positive;
    row.fillStyle = `color-mix(in oklab, ${end} ${(Math.abs(code - STEPS) / STEPS) * 100}%, ${zero})`;
    row.fillRect(code, 0, 1, 1);
  }
  return new Uint32Array(row.getImageData(0, 0, 2 * STEPS + 1, 1).data.buffer);
}

// The colour of every float32 by its upper half: its sign, its exponent and 7 bits of its fraction. That is within one of the
// scale's 255 colours, and a logarithm for each of 47,000 values would take a frame. In the element's colours of now.
export function palette(element) {
  const colours = mixed(element);
  const table = new Uint32Array(1 << 16);
  const value = new Float32Array(1);
  const bits = new Uint32Array(value.buffer);
  for (let upper = 0; upper < table.length; upper++) {
    bits[0] = (upper << 16) | 0x8000; // the middle of all values with this upper half
    table[upper] = colours[Math.round((position(value[0]) || 0) * STEPS) + STEPS];
  }
  table[0] = table[0x8000] = colours[STEPS]; // zero itself, of either sign
  return table;
}

// Calls use(palette) now, and again whenever Gradio has changed between light and dark, or the page to a projector and back.
export function usePalette(element, use) {
  const tell = () => use(palette(element));
  const observer = new MutationObserver(tell);
  observer.observe(document.body, { attributeFilter: ["class"] });
  observer.observe(document.documentElement, { attributeFilter: ["data-view"] });
  tell();
}

// The upper halves of float32 numbers, as places in the palette. Every machine that runs a browser stores the lower half
// first, so that of number i stands at 2 * i + 1.
export const halvesOf = (values) => new Uint16Array(values.buffer, values.byteOffset, 2 * values.length);
