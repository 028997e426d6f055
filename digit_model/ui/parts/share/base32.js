// The text of a link: whole numbers in base 32, and a checksum. A number's last digit comes first, and 32 is added to
// every digit that another one follows.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"; // base64url's

export class DamagedLink extends Error {}

// Throws DamagedLink unless what was found in a link is sound.
export function insist(sound) {
  if (!sound) throw new DamagedLink();
}

export function written(number) {
  let text = "";
  for (; number > 31; number >>= 5) text += DIGITS[32 + (number & 31)];
  return text + DIGITS[number];
}

// The numbers of a text, one by one. Throws DamagedLink if it is none.
export class Numbers {
  #left;

  constructor(text) {
    this.#left = numbersIn(text).values();
  }

  next() {
    const { value, done } = this.#left.next();
    insist(!done);
    return value;
  }

  end() {
    insist(this.#left.next().done);
  }
}

function numbersIn(text) {
  const numbers = [];
  let number = 0;
  let shift = 0;
  for (const digit of text) {
    const value = DIGITS.indexOf(digit);
    insist(value >= 0 && shift <= 20);
    number += (value & 31) << shift;
    shift += 5;
    if (value > 31) continue;
    numbers.push(number);
    number = shift = 0;
  }
  insist(shift === 0);
  return numbers;
}

// Small numbers of either sign as small numbers without one: 0, -1, 1, -2, 2 ...
export const unsigned = (number) => (number < 0 ? -2 * number - 1 : 2 * number);
export const signed = (number) => (number % 2 ? -(number + 1) / 2 : number / 2);

export function checksum(text) {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)) % 4096;
  return DIGITS[sum >> 6] + DIGITS[sum & 63];
}
