// What the network saw. Paints every "digit-read": detail.digit is base64 of 28 x 28 bytes, 0 paper .. 255 ink.

const page = element.querySelector("canvas").getContext("2d");
const pixels = page.createImageData(28, 28);

document.addEventListener("digit-read", ({ detail }) => {
  const ink = atob(detail.digit);
  for (let i = 0; i < ink.length; i++) pixels.data.fill(ink.charCodeAt(i), 4 * i, 4 * i + 3).fill(255, 4 * i + 3, 4 * i + 4);
  page.putImageData(pixels, 0, 0);
});
