// Every stage of the network. Paints every "digit-read": detail.stages as described in reply.py.

const STEPS = 127; // colour codes on either side of zero, as in colours.py

// ---- the colour scale: 2 * STEPS + 1 colours between three of the stylesheet's, mixed by the browser evenly to the eye

let colours = null; // Uint32, one RGBA pixel a code

function mixColours() {
  const style = getComputedStyle(element);
  const [negative, zero, positive] = ["--negative", "--zero", "--positive"].map((name) => style.getPropertyValue(name));
  const row = new OffscreenCanvas(2 * STEPS + 1, 1).getContext("2d", { willReadFrequently: true });
  for (let code = 0; code <= 2 * STEPS; code++) {
    const end = code < STEPS ? negative : positive;
    row.fillStyle = `color-mix(in oklab, ${end} ${(Math.abs(code - STEPS) / STEPS) * 100}%, ${zero})`;
    row.fillRect(code, 0, 1, 1);
  }
  colours = new Uint32Array(row.getImageData(0, 0, 2 * STEPS + 1, 1).data.buffer);
}

// ---- one painter a kind of picture

function canvasPainter(canvases) {
  const pages = canvases.map((canvas) => {
    const context = canvas.getContext("2d");
    const image = context.createImageData(canvas.width, canvas.height);
    return { context, image, pixels: new Uint32Array(image.data.buffer) };
  });
  return ({ colours: codes }) => {
    const bytes = atob(codes);
    let next = 0;
    for (const { context, image, pixels } of pages) {
      const count = Math.min(pixels.length, bytes.length - next);
      for (let i = 0; i < count; i++) pixels[i] = colours[bytes.charCodeAt(next++)];
      context.putImageData(image, 0, 0);
    }
  };
}

function barPainter(list, format) {
  const rows = [...list.children].map((row) => ({ bar: row.querySelector("i"), number: row.querySelector("span") }));
  return ({ values }) => {
    const largest = Math.max(1e-9, ...values.map(Math.abs));
    const signed = values.some((value) => value < 0);
    list.classList.toggle("signed", signed);
    rows.forEach(({ bar, number }, index) => {
      const value = values[index];
      bar.style.setProperty("--length", Math.abs(value) / largest);
      bar.classList.toggle("below", value < 0);
      number.textContent = format(value);
    });
  };
}

const decimals = (value) => value.toFixed(1).replace(/^-(?=0\.0$)/, "").replace("-", "−");
const percent = (value) => (100 * value).toFixed(1) + " %";

const painters = new Map();
for (const section of element.querySelectorAll("[data-stage]")) {
  const bars = section.querySelector(".bars");
  painters.set(section.dataset.stage, bars ? barPainter(bars, decimals) : canvasPainter([...section.querySelectorAll("canvas")]));
}
const paintProbabilities = barPainter(element.querySelector("#probabilities .bars"), percent);

// ---- wiring

let latest = null;

function paint() {
  if (!latest) return;
  for (const [name, stage] of Object.entries(latest.stages)) painters.get(name)(stage);
  paintProbabilities({ values: latest.probabilities });
}

document.addEventListener("digit-read", ({ detail }) => {
  latest = detail;
  paint();
});

function recolour() {
  mixColours();
  paint();
}
new MutationObserver(recolour).observe(document.body, { attributeFilter: ["class"] }); // Gradio's dark mode
recolour();
