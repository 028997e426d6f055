// How many digits a second a network reads in the page.

const SLICE_MS = 8; // of work at a time: the page stays quick meanwhile
const SLICES = 15;
const WARM_UP = 10; // digits beforehand: the browser compiles what runs often

// Promise of digits a second, as many as in the fastest slice: whatever else the machine does only makes it slower.
// network: as lib/network.js opens one; isOver(): whether nobody wants to know any more.
export async function digitsASecond(network, ink, isOver) {
  for (let digit = 0; digit < WARM_UP; digit++) network.trace(ink);
  let fastest = 0;
  for (let slice = 0; slice < SLICES && !isOver(); slice++) {
    const began = performance.now();
    let [digits, spent] = [0, 0];
    while (spent < SLICE_MS) {
      network.trace(ink);
      digits++;
      spent = performance.now() - began;
    }
    fastest = Math.max(fastest, (1000 * digits) / spent);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return fastest;
}
