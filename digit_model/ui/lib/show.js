// How numbers and grey pictures are shown, alike in every part.

export const number = (value, digits = 2) => value.toFixed(digits).replace(/^-(?=[0.]+$)/, "").replace("-", "−");
export const signed = (value, digits) => (Number(value.toFixed(digits)) > 0 ? "+" : "") + number(value, digits);
export const percent = (share) => number(100 * share, 1) + " %";

// Paints one byte a pixel, 0 black .. 255 white, on a canvas of that many pixels.
export function paintGrey(canvas, levels) {
  const image = new ImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer);
  levels.forEach((level, i) => (pixels[i] = 0xff000000 | (level * 0x010101)));
  canvas.getContext("2d").putImageData(image, 0, 0);
}

// Bytes that came as base64, and bytes as base64 to send: a digit's 784, not megabytes.
export const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
export const base64Of = (bytes) => btoa(String.fromCharCode(...bytes));
