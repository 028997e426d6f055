// Boxes around points, { left, top, right, bottom }.

export function boxOf(points) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

// Around the ink of strokes, half a pen beyond their points.
export function inkedBoxOf(strokes) {
  const corners = ({ width, points }) => points.flatMap(([x, y]) => [-width / 2, width / 2].map((far) => [x + far, y + far]));
  return boxOf(strokes.flatMap(corners));
}

export const longerSide = (box) => Math.max(box.right - box.left, box.bottom - box.top);

// Whether p -> q lies more than far to one side of the box: by far the most of a drawing does, and costs no more than this.
export function isBeside(box, p, q, far) {
  const [left, top, right, bottom] = [box.left - far, box.top - far, box.right + far, box.bottom + far];
  if ((p[0] < left && q[0] < left) || (p[0] > right && q[0] > right)) return true;
  return (p[1] < top && q[1] < top) || (p[1] > bottom && q[1] > bottom);
}
