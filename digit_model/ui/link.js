// A drawing, what of it is looked at and what of the network is changed, as the fragment of an address, which no browser
// sends to a server.
//
// The fragment: a letter for the version, two digits of checksum over the rest, the drawing, "&at=" with the address of a
// value if one is looked at, and "&op=" with each operation. The drawing is a row of whole numbers: how many strokes; of
// each its width, doubled, how many points it has, and of each point how far it lies from where the pen would be had it
// gone on as before. Numbers are written in base 32, the last digit first, with 32 added to every digit that another one
// follows. In older links the eraser left strokes of its own, whose doubled width has one added to it.

const VERSION = "b";
const GRAIN = 10_000; // a pad's side, in the steps that the pad rounds points to: a link brings back the very numbers
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"; // base64url's

class DamagedLink extends Error {}

function insist(sound) {
  if (!sound) throw new DamagedLink();
}

function written(number) {
  let text = "";
  for (; number > 31; number >>= 5) text += DIGITS[32 + (number & 31)];
  return text + DIGITS[number];
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
const unsigned = (number) => (number < 0 ? -2 * number - 1 : 2 * number);
const signed = (number) => (number % 2 ? -(number + 1) / 2 : number / 2);

function checksum(text) {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)) % 4096;
  return DIGITS[sum >> 6] + DIGITS[sum & 63];
}

function packed(strokes) {
  let text = written(strokes.length);
  let [x, y] = [0, 0];
  for (const { width, points } of strokes) {
    text += written(2 * Math.max(1, Math.round(width * GRAIN))) + written(points.length);
    let [dx, dy] = [0, 0];
    for (const [i, point] of points.entries()) {
      const [column, row] = point.map((part) => Math.round(part * GRAIN));
      text += written(unsigned(column - x - dx)) + written(unsigned(row - y - dy));
      [dx, dy, x, y] = [column - x, row - y, column, row];
      if (i === 0) [dx, dy] = [0, 0]; // the way from the stroke before says nothing about this one
    }
  }
  return text;
}

// limits: { maxStrokes, maxPoints, maxWidth }, as in drawing.py. Throws DamagedLink.
function unpacked(text, limits) {
  const { maxStrokes, maxPoints, maxWidth } = limits;
  const numbers = numbersIn(text).values();
  const next = () => {
    const { value, done } = numbers.next();
    insist(!done);
    return value;
  };
  const inside = (part) => insist(-GRAIN <= part && part <= 2 * GRAIN);
  const count = next();
  insist(count >= 1 && count <= maxStrokes);
  let room = maxPoints;
  let [x, y] = [0, 0];
  const strokes = [];
  for (let i = 0; i < count; i++) {
    const pen = next();
    const length = next();
    room -= length;
    insist(pen >= 2 && pen >> 1 <= maxWidth * GRAIN && length >= 1 && room >= 0);
    const points = [];
    let [dx, dy] = [0, 0];
    for (let j = 0; j < length; j++) {
      [dx, dy] = [dx + signed(next()), dy + signed(next())];
      [x, y] = [x + dx, y + dy];
      [x, y].forEach(inside);
      points.push([x / GRAIN, y / GRAIN]);
      if (j === 0) [dx, dy] = [0, 0];
    }
    strokes.push({ width: (pen >> 1) / GRAIN, points, ...(pen % 2 && { erases: true }) });
  }
  insist(numbers.next().done);
  return inkOnly(strokes, limits);
}

// { stage, channel, kernel } as "conv1.3" if the channel is switched off, else "conv1.3~0~-1~0~ ..." with its nine numbers.
const operationText = ({ stage, channel, kernel }) => [`${encodeURIComponent(stage)}.${channel}`, ...(kernel ?? [])].join("~");

function operationOf(text, { sites, largest }) {
  const [place, ...numbers] = text.split("~");
  const [, stage, channel] = /^(.+)\.(\d+)$/.exec(place) ?? [];
  insist(Object.hasOwn(sites, stage) && channel < sites[stage].channels);
  insist(numbers.every((number) => number !== "" && Math.abs(number) <= largest));
  insist(numbers.length === 0 || (numbers.length === 9 && sites[stage].takes_kernel));
  return { stage, channel: Number(channel), kernel: numbers.length ? numbers.map(Number) : null };
}

// The operations of texts, of which each is on another channel. limits: { maxOperations, sites, largest }, as in
// explain/surgery.py. Throws DamagedLink.
function operationsOf(texts, limits) {
  const operations = texts.map((text) => operationOf(text, limits));
  insist(operations.length <= limits.maxOperations);
  insist(new Set(operations.map(({ stage, channel }) => `${stage}.${channel}`)).size === operations.length);
  return operations;
}

// address: a text such as "conv1.3.12.13", or null when nothing is looked at.
function toFragment(strokes, address, operations) {
  const at = address === null ? "" : "&at=" + encodeURIComponent(address);
  const text = packed(strokes) + at + operations.map((operation) => "&op=" + operationText(operation)).join("");
  return VERSION + checksum(text) + text;
}

// { strokes, address, operations } of a fragment. Throws DamagedLink if it is none of ours, or was changed on its way.
function fromFragment(fragment, limits) {
  const text = fragment.slice(3);
  insist(fragment.startsWith(VERSION) && fragment.slice(1, 3) === checksum(text));
  const [drawing, ...more] = text.split("&");
  const beside = new URLSearchParams(more.join("&"));
  return { strokes: unpacked(drawing, limits), address: beside.get("at"), operations: operationsOf(beside.getAll("op"), limits) };
}
