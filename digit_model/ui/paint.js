// painter(canvas, strokes): paints what strokes() gives, in as many pixels as the screen has for the canvas.
// Returns { paintFrom, repaint, repaintSoon }.

function painter(canvas, strokes) {
  const ink = canvas.getContext("2d");
  let old = []; // corners of the boxes that the next frame repaints

  // The stroke's points from the one numbered first on.
  function paintFrom(stroke, first) {
    const side = canvas.width;
    const [start, ...rest] = stroke.points.slice(first).map(([x, y]) => [x * side, y * side]);
    ink.lineWidth = stroke.width * side;
    ink.beginPath();
    ink.moveTo(...start);
    for (const point of rest) ink.lineTo(...point);
    ink.stroke();
    // The line's own round end, which a line without length, a dot, does not have.
    ink.beginPath();
    ink.arc(...start, ink.lineWidth / 2, 0, 2 * Math.PI);
    ink.fill();
  }

  function repaint() {
    ink.clearRect(0, 0, canvas.width, canvas.height);
    for (const stroke of strokes()) paintFrom(stroke, 0);
  }

  // What lies within the box, in the browser's next frame. A full drawing takes a tenth of a second to repaint as a whole.
  function repaintSoon({ left, top, right, bottom }) {
    if (!old.length) requestAnimationFrame(repaintOld);
    old.push([left, top], [right, bottom]);
  }

  function repaintOld() {
    const side = canvas.width;
    const box = boxOf(old);
    old = [];
    const [x, y] = [box.left, box.top].map((place) => Math.floor(place * side)); // whole pixels: an edge within one would show
    const [width, height] = [Math.ceil(box.right * side) - x, Math.ceil(box.bottom * side) - y];
    ink.save();
    ink.beginPath();
    ink.rect(x, y, width, height);
    ink.clip();
    ink.clearRect(x, y, width, height);
    for (const stroke of strokes()) {
      for (const points of partsNear(stroke.points, box, stroke.width / 2 + 2 / side)) paintFrom({ ...stroke, points }, 0);
    }
    ink.restore();
  }

  function fitToScreen() {
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    if (!side || side === canvas.width) return;
    canvas.width = canvas.height = side; // also resets the pen
    ink.lineCap = ink.lineJoin = "round";
    ink.strokeStyle = ink.fillStyle = getComputedStyle(canvas).color;
    repaint();
  }

  new ResizeObserver(fitToScreen).observe(canvas);
  fitToScreen();
  return { paintFrom, repaint, repaintSoon };
}

// The parts of a line whose legs come within far of the box.
function partsNear(points, box, far) {
  if (points.length === 1) return isBeside(box, points[0], points[0], far) ? [] : [points];
  const parts = [];
  let open = null;
  for (let i = 1; i < points.length; i++) {
    if (isBeside(box, points[i - 1], points[i], far)) {
      open = null;
    } else if (open) {
      open.push(points[i]);
    } else {
      parts.push((open = [points[i - 1], points[i]]));
    }
  }
  return parts;
}
