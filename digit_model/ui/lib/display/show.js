// How numbers are written, alike in every part.

export const number = (value, digits = 2) => value.toFixed(digits).replace(/^-(?=[0.]+$)/, "").replace("-", "−");
export const signed = (value, digits) => (Number(value.toFixed(digits)) > 0 ? "+" : "") + number(value, digits);

const SPACE = "\u00a0"; // at which no line ends: what belongs to a number stays with it

// A share, 0 to 1, as the page writes all of them: "97.3 %", "100 %" where it rounds to that, "< 0.1 %" where it would round
// to nothing and is not.
export function percent(share) {
  const rounded = number(100 * share, 1);
  if (rounded === "0.0") return share === 0 ? `0${SPACE}%` : `<${SPACE}0.1${SPACE}%`;
  return `${rounded === "100.0" ? "100" : rounded}${SPACE}%`;
}

// A count, and a shape, as the page writes all of them: "30,074", "16 × 1,568".
export const whole = (count) => count.toLocaleString("en");
export const dimensions = (shape) => shape.map(whole).join(" × ");

// A number of any size in a few letters: "0.52", "1,630", "4.1 × 10⁸", "10⁻³", "nan".
export function compact(value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "∞" : "−∞";
  if (size === 0) return "0";
  if (0.01 <= size && size < 1000) return number(value, size < 10 ? 2 : 1);
  if (1000 <= size && size < 1e6) return whole(Math.round(value)).replace("-", "−");
  const [digits, exponent] = value.toExponential(1).split("e");
  return `${digits === "1.0" ? "" : digits.replace("-", "−") + `${SPACE}×${SPACE}`}10${raised(exponent)}`;
}

const raised = (exponent) => exponent.replace("+", "").replace(/./g, (letter) => "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"["0123456789-".indexOf(letter)]);

// Bytes that came as base64, and bytes as base64 to send: a digit's 784, not megabytes.
export const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
export const base64Of = (bytes) => btoa(String.fromCharCode(...bytes));

// The one text node of an element that holds nothing else. Other data in it are laid out where it stands; another node, as
// textContent makes one, has the whole page laid out, which at every move of the pen is too much.
export function textOf(element) {
  if (!element.firstChild) element.append("");
  return element.firstChild;
}
