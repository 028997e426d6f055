// Chance that is the same for everybody, and the same whenever a step is opened.

const [FACTOR, MODULUS] = [48271, 0x7fffffff]; // the generator of Park and Miller

// All places 0 .. count - 1 in an order of chance, as Fisher and Yates shuffle; another seed gives another order.
export function placesByChance(count, seed) {
  const places = Uint32Array.from({ length: count }, (_, place) => place);
  let state = seed;
  for (let last = count - 1; last > 0; last--) {
    state = (state * FACTOR) % MODULUS;
    const other = state % (last + 1);
    [places[last], places[other]] = [places[other], places[last]];
  }
  return places;
}

// So many numbers of chance, 0 to 1.
export function chances(count, seed) {
  let state = seed;
  return Float32Array.from({ length: count }, () => (state = (state * FACTOR) % MODULUS) / MODULUS);
}
