// fetchNumbers(file): many numbers, such as a network's weights or an example's activations, in one row of float32.
//
// file, as server/networks.py describes it: { address, integrity, format: "float16" | "float32" | "uint8" }. The browser keeps
// the file for good and compares it with its hash, so one that was damaged on its way is a failed fetch. again: an earlier fetch
// failed, so nothing is taken from the browser's cache. Gives null when it does not arrive whole.

const ROOT = new URL("../../../../", import.meta.url); // modules are served from code/HASH/lib/browser

export async function fetchNumbers({ address, integrity, format }, again = false) {
  const bytes = await fetchWhole(new URL(address, ROOT), { integrity, cache: again ? "reload" : "default" });
  if (!bytes) return null;
  if (format === "uint8") return Float32Array.from(new Uint8Array(bytes));
  return format === "float16" ? fromHalves(new Uint16Array(bytes)) : new Float32Array(bytes);
}

// JSON at an address that never changes; null when it does not arrive whole.
export async function fetchJson(address) {
  const bytes = await fetchWhole(new URL(address, ROOT));
  return bytes && JSON.parse(new TextDecoder().decode(bytes));
}

async function fetchWhole(address, options) {
  try {
    const response = await fetch(address, options);
    return response.ok ? await response.arrayBuffer() : null;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return null; // fetch's own for a lost connection and for a wrong hash
  }
}

// Float16 -> float32, exactly, by a table of all 65,536: not every browser has a Float16Array yet.
function fromHalves(halves) {
  const table = Float32Array.from({ length: 1 << 16 }, (_, half) => valueOf(half));
  return Float32Array.from(halves, (half) => table[half]);
}

// A half has one bit of sign, five of exponent, ten of fraction. IEEE 754-2008, section 3.4.
function valueOf(half) {
  const sign = half >> 15 ? -1 : 1;
  const [exponent, fraction] = [(half >> 10) & 31, half & 1023];
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent ? sign * 2 ** (exponent - 15) * (1 + fraction / 1024) : sign * 2 ** -24 * fraction;
}
