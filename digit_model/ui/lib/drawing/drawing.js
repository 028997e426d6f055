import { cut } from "./eraser.js";
import { onPad } from "./points.js";

// What a drawing is, as in drawing.py: ink strokes alone, their points on the pad, at most maxStrokes and maxPoints of them.

// Legs of strokes times segments of erasing ones: more than any hand has drawn, and at worst four seconds' work. Without
// it, a link made to that end would keep a browser busy for a minute.
const MOST_CUTTING = 1e7;

export const pointsIn = (strokes) => strokes.reduce((sum, { points }) => sum + points.length, 0);

export const fits = (strokes, { maxStrokes, maxPoints }) => strokes.length <= maxStrokes && pointsIn(strokes) <= maxPoints;

const isPoint = (point) => Array.isArray(point) && point.length === 2 && point.every(Number.isFinite);
const areSome = (values, isOne) => Array.isArray(values) && values.length > 0 && values.every(isOne);
const isStroke = (stroke) => Number.isFinite(stroke?.width) && stroke.width > 0 && areSome(stroke.points, isPoint);

// Whether a value of any kind is strokes that fit on the pad; their points may lie beside it.
export const isDrawing = (value, limits) => Array.isArray(value) && value.every(isStroke) && fits(value, limits);

// The ink strokes of a drawing that was kept or linked when the eraser left strokes too, each over what came before it.
// Cuts that there is no room for are left out, as the pad does.
export function inkOnly(strokes, limits) {
  let ink = [];
  let cutting = 0;
  for (const { erases, ...stroke } of strokes) {
    if (!erases) {
      ink = [...ink, { ...stroke, points: stroke.points.map(onPad) }];
      continue;
    }
    cutting += pointsIn(ink) * stroke.points.length;
    if (cutting <= MOST_CUTTING) ink = rubbedOut(ink, stroke, limits);
  }
  return ink;
}

// Segment by segment, so that a path that cuts everything to shreds is stopped in time.
function rubbedOut(ink, { points, width }, limits) {
  const paths = points.length > 1 ? points.slice(1).map((end, i) => [points[i], end]) : [points];
  return paths.reduce((left, path) => {
    const less = cut(left, path, width / 2);
    return fits(less, limits) ? less : left;
  }, ink);
}
