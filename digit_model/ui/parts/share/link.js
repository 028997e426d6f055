// A drawing, what of it is looked at and what of the network is changed, as the fragment of an address, which no
// browser sends to a server.
//
// The fragment: a letter for the version, two digits of checksum over the rest, the drawing, "&at=" with the address
// of a value if one is looked at, and "&op=" with each operation. The drawing is a row of whole numbers, as base32.js
// writes them: how many strokes; of each its width, doubled, how many points it has, and of each point how far it
// lies from where the pen would be if it had gone on as before. In older links the eraser left strokes of its own,
// whose doubled width has one added to it.

import { inkOnly } from "../../lib/drawing/drawing.js";
import { GRAIN } from "../../lib/drawing/points.js";
import { checksum, insist, Numbers, signed, unsigned, written } from "./base32.js";

const VERSION = "b";
// Query parameters: the token for a private Space, light or dark, and the question that is open, which here is always "share".
const VISITORS_OWN = ["__sign", "__theme", "question"];

// The link to a fragment on the page at an address, less what in that address is only this visitor's business.
export function linkTo(page, fragment) {
  const link = new URL(page);
  for (const name of VISITORS_OWN) link.searchParams.delete(name);
  link.hash = fragment;
  return link.href;
}

// address: a text such as "conv1.3.12.13", or null when nothing is looked at.
export function toFragment(strokes, address, operations) {
  const at = address === null ? "" : "&at=" + encodeURIComponent(address);
  const text = packed(strokes) + at + operations.map((operation) => "&op=" + operationText(operation)).join("");
  return VERSION + checksum(text) + text;
}

// { strokes, address, operations } of a fragment, as the page had them that made it. This page's network may have no
// such address, and no place for the operations: see hasPlaceFor.
// limits: { maxStrokes, maxPoints, maxWidth, maxOperations, largest }, as share.py has them.
// Throws DamagedLink if the fragment is not one of ours, or was changed on its way.
export function fromFragment(fragment, limits) {
  const text = fragment.slice(3);
  insist(fragment.startsWith(VERSION) && fragment.slice(1, 3) === checksum(text));
  const [drawing, ...more] = text.split("&");
  const beside = new URLSearchParams(more.join("&"));
  const operations = operationsOf(beside.getAll("op"), limits);
  return { strokes: unpacked(drawing, limits), address: beside.get("at"), operations };
}

// ---- operations -------------------------------------------------------------------------------------------------

// "conv1.3" if the channel is switched off, else "conv1.3~0~-1~0~ ..." with its nine numbers.
export const operationText = ({ stage, channel, kernel }) =>
  [`${encodeURIComponent(stage)}.${channel}`, ...(kernel ?? [])].join("~");

// The operations of texts, of which each is on another channel. Throws DamagedLink.
export function operationsOf(texts, { maxOperations, largest }) {
  const operations = texts.map((text) => operationOf(text, largest));
  insist(operations.length <= maxOperations);
  insist(new Set(operations.map(({ stage, channel }) => `${stage}.${channel}`)).size === operations.length);
  return operations;
}

function operationOf(text, largest) {
  const [place, ...numbers] = text.split("~");
  const [, stage, channel] = /^(.+)\.(\d+)$/.exec(place) ?? [];
  insist(stage !== undefined && (numbers.length === 0 || numbers.length === 9));
  insist(numbers.every((number) => number !== "" && Math.abs(number) <= largest));
  return { stage, channel: Number(channel), kernel: numbers.length ? numbers.map(Number) : null };
}

// Whether a network with these sites (lib/explain/surgery.js) can be operated on like this.
export function hasPlaceFor({ stage, channel, kernel }, sites) {
  if (!Object.hasOwn(sites, stage)) return false;
  return channel < sites[stage].channels && (kernel === null || sites[stage].takesKernel);
}

// ---- the drawing ------------------------------------------------------------------------------------------------

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

function unpacked(text, limits) {
  const numbers = new Numbers(text);
  const count = numbers.next();
  insist(count >= 1 && count <= limits.maxStrokes);
  const strokes = [];
  let room = limits.maxPoints;
  let from = [0, 0];
  while (strokes.length < count) {
    const [pen, length] = [numbers.next(), numbers.next()];
    room -= length;
    insist(pen >= 2 && pen >> 1 <= limits.maxWidth * GRAIN && length >= 1 && room >= 0);
    const points = pointsOf(numbers, length, from);
    from = points.at(-1);
    const onPad = points.map(([x, y]) => [x / GRAIN, y / GRAIN]);
    strokes.push({ width: (pen >> 1) / GRAIN, points: onPad, ...(pen % 2 && { erases: true }) });
  }
  numbers.end();
  return inkOnly(strokes, limits);
}

// The points of a stroke, in grains. x and y: where the stroke before it ended.
function pointsOf(numbers, length, [x, y]) {
  const isNear = (part) => -GRAIN <= part && part <= 2 * GRAIN;
  const points = [];
  let [dx, dy] = [0, 0];
  for (let i = 0; i < length; i++) {
    [dx, dy] = [dx + signed(numbers.next()), dy + signed(numbers.next())];
    [x, y] = [x + dx, y + dy];
    insist(isNear(x) && isNear(y));
    points.push([x, y]);
    if (i === 0) [dx, dy] = [0, 0];
  }
  return points;
}
