// How numbers and grey pictures are shown, alike in every component.

const number = (value, digits = 2) => value.toFixed(digits).replace(/^-(?=[0.]+$)/, "").replace("-", "−");
const signed = (value, digits) => (Number(value.toFixed(digits)) > 0 ? "+" : "") + number(value, digits);
const percent = (share) => (100 * share).toFixed(1) + " %";

// Paints base64 of one byte a pixel, 0 black .. 255 white, on a canvas of that many pixels.
function paintGrey(canvas, packed) {
  const grey = atob(packed);
  const image = new ImageData(canvas.width, canvas.height);
  for (let i = 0; i < grey.length; i++) image.data.fill(grey.charCodeAt(i), 4 * i, 4 * i + 3).fill(255, 4 * i + 3, 4 * i + 4);
  canvas.getContext("2d").putImageData(image, 0, 0);
}
