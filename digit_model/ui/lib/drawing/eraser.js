// cut(strokes, path, radius): the ink strokes less what an eraser takes away whose middle follows path, a list of points.
// A stroke may fall into pieces. Where nothing is cut, the strokes come back themselves: the same array, the same objects.
//
// A stroke is a line drawn with a round pen, and what is left of one keeps round ends. So it is its line that is cut, not
// its ink: rubbing beside a stroke leaves it whole, and a cut end reaches half a pen into the eraser's track.

import { boxOf, isBeside, longerSide } from "./boxes.js";
import { rounded } from "./points.js";

const SPECK = 0.25; // of the pen's width: what is left of a stroke and is no longer than this goes too
const SLACK = 1e-4; // pad units, more than rounding moves an end: rubbing again in the same place takes nothing away

const NOWHERE = [Infinity, -Infinity];
const EVERYWHERE = [-Infinity, Infinity];
const WHOLE = [[0, 1]];

// How near to its line the eraser's middle cuts a stroke. This is the eraser's radius, unless the pen is wider than that:
// between the round ends of two pieces, half the eraser's track stays clear in any case.
const reach = (radius, width) => Math.max(radius, (radius + width) / 2);

export function cut(strokes, path, radius) {
  const track = trackOf(path);
  const pieces = strokes.map((stroke) => piecesOf(stroke, track, reach(radius, stroke.width)));
  return pieces.every((piece, i) => piece.length === 1 && piece[0] === strokes[i]) ? strokes : pieces.flat();
}

function piecesOf(stroke, track, far) {
  const line = stroke.points.length > 1 ? stroke.points : [stroke.points[0], stroke.points[0]];
  const isTouched = line.some((end, i) => i > 0 && spansUnder(track, line[i - 1], end, far - SLACK).length > 0);
  if (!isTouched) return [stroke];
  const pieces = linesLeft(line, track, far).filter((points) => longerSide(boxOf(points)) > SPECK * stroke.width);
  return pieces.map((points) => ({ ...stroke, points }));
}

function linesLeft(line, track, far) {
  const lines = [];
  let open = null; // the piece that the next leg goes on with
  for (let i = 1; i < line.length; i++) {
    const left = spansLeft(spansUnder(track, line[i - 1], line[i], far));
    for (const [from, to] of left) {
      if (from > 0 || !open) lines.push((open = [along(line[i - 1], line[i], from)]));
      open.push(along(line[i - 1], line[i], to));
    }
    if (left.at(-1)?.[1] !== 1) open = null;
  }
  return lines;
}

// Around all ink that cut takes from strokes whose widest pen is given: beyond reach there may be specks, and half a pen.
export function boxCut(path, radius, widest) {
  const { left, top, right, bottom } = boxOf(path);
  const far = reach(radius, widest) + widest;
  return { left: left - far, top: top - far, right: right + far, bottom: bottom + far };
}

// A path as its segments, a tap as one without length, each with the box around it.
function trackOf(path) {
  const ends = path.length > 1 ? path.slice(1) : path;
  const segments = ends.map((end, i) => ({ start: path[i], end, box: boxOf([path[i], end]) }));
  return { segments, box: boxOf(path) };
}

// ---- spans: [from, to], as shares of the way p -> q -------------------------------------------------------------

// Where p -> q lies within far of the track: a span for each segment that it comes near.
function spansUnder(track, p, q, far) {
  if (isBeside(track.box, p, q, far)) return [];
  const near = track.segments.filter(({ box }) => !isBeside(box, p, q, far));
  return near.map((segment) => spanUnder(segment, p, q, far)).filter(([from, to]) => from < to);
}

function spansLeft(gone) {
  if (!gone.length) return WHOLE;
  const left = [];
  let at = 0;
  for (const [from, to] of gone.sort((a, b) => a[0] - b[0])) {
    if (from > at) left.push([at, from]);
    at = Math.max(at, to);
  }
  return at < 1 ? [...left, [at, 1]] : left;
}

// All places within far of a segment are two discs and the strip between them; as their union is convex, so is the span.
function spanUnder({ start, end }, p, q, far) {
  const way = minus(q, p);
  const spans = [inDisc(start, p, way, far), inDisc(end, p, way, far), inStrip(start, end, p, way, far)];
  const onWay = spans.map((span) => common(span, [0, 1])).filter(([from, to]) => from <= to);
  return [Math.min(...onWay.map(([from]) => from)), Math.max(...onWay.map(([, to]) => to))];
}

function inDisc(middle, p, way, far) {
  const off = minus(p, middle);
  const [a, b, c] = [dot(way, way), dot(way, off), dot(off, off) - far * far];
  if (a === 0) return c <= 0 ? EVERYWHERE : NOWHERE;
  if (b * b < a * c) return NOWHERE;
  const root = Math.sqrt(b * b - a * c);
  return [(-b - root) / a, (-b + root) / a];
}

function inStrip(start, end, p, way, far) {
  const axis = minus(end, start);
  const off = minus(p, start);
  const side = far * Math.hypot(...axis);
  if (side === 0) return NOWHERE;
  const along = within(dot(off, axis), dot(way, axis), 0, dot(axis, axis));
  return common(along, within(cross(off, axis), cross(way, axis), -side, side));
}

// Where value + share * step lies between low and high.
function within(value, step, low, high) {
  if (step === 0) return low <= value && value <= high ? EVERYWHERE : NOWHERE;
  const ends = [(low - value) / step, (high - value) / step];
  return step > 0 ? ends : ends.reverse();
}

const common = ([a, b], [c, d]) => [Math.max(a, c), Math.min(b, d)];

// ---- points ---------------------------------------------------------------------------------------------------

const minus = ([ax, ay], [bx, by]) => [ax - bx, ay - by];
const dot = ([ax, ay], [bx, by]) => ax * bx + ay * by;
const cross = ([ax, ay], [bx, by]) => ax * by - ay * bx;

// The point at a share of the way p -> q, as finely rounded as the pad's points are.
function along(p, q, share) {
  if (share === 0) return p;
  if (share === 1) return q;
  return p.map((value, i) => rounded(value + share * (q[i] - value)));
}
