// Which ink speaks for a digit: rub a patch out, and see what the network says without it.
// Source: Zeiler & Fergus 2014, with paper instead of grey.

const SIDE = 28; // pixels of the digit's side
const DIGITS = 10;
const PATCH = 4; // pixels; about as much as a stroke is wide, and enough to miss
const STEP = 2; // pixels from patch to patch

// Float32Array of 10 x 28 x 28: how much each logit owes to each pixel's surroundings, the mean fall of the logit over
// all patches that cover the pixel; 0 where there is no ink to rub out. ink: Float32Array(784).
//
// The network's buffers hold the trace of a digit with a patch rubbed out afterwards.
export function occlusion(network, ink) {
  network.trace(ink);
  const whole = network.logits().slice();
  const falls = new Float32Array(DIGITS * ink.length);
  const covering = new Uint8Array(ink.length); // how many patches cover each pixel
  for (const pixels of patches()) {
    for (const pixel of pixels) covering[pixel] += 1;
    if (pixels.some((pixel) => ink[pixel] > 0)) addFalls(falls, pixels, whole, logitsWithout(network, ink, pixels));
  }
  return falls.map((fall, index) => fall / covering[index % ink.length]);
}

// The pixels of each patch, by their places in the digit.
function* patches() {
  for (let top = 0; top <= SIDE - PATCH; top += STEP) {
    for (let left = 0; left <= SIDE - PATCH; left += STEP) {
      yield Array.from({ length: PATCH ** 2 }, (_, at) => (top + Math.floor(at / PATCH)) * SIDE + left + (at % PATCH));
    }
  }
}

function logitsWithout(network, ink, pixels) {
  const rubbed = ink.slice();
  for (const pixel of pixels) rubbed[pixel] = 0;
  network.trace(rubbed);
  return network.logits();
}

function addFalls(falls, pixels, whole, without) {
  for (let digit = 0; digit < DIGITS; digit++) {
    const fall = whole[digit] - without[digit];
    for (const pixel of pixels) falls[digit * SIDE ** 2 + pixel] += fall;
  }
}
