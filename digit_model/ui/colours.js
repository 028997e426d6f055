// The colour scale of colours.py, which gives one code a value: 2 * STEPS + 1 colours between three of the stylesheet's,
// mixed by the browser evenly to the eye.

const STEPS = 127; // colours on either side of zero

// Uint32, one RGBA pixel a code.
function palette() {
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
