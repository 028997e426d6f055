// painter(canvas, strokes): paints what strokes() gives, in as many pixels as the screen has for the canvas.
// Returns { paintFrom, repaint }.

function painter(canvas, strokes) {
  const ink = canvas.getContext("2d");

  // The stroke's points from the one numbered first on.
  function paintFrom(stroke, first) {
    const side = canvas.width;
    const at = ([x, y]) => [x * side, y * side];
    ink.globalCompositeOperation = stroke.erases ? "destination-out" : "source-over";
    ink.lineWidth = stroke.width * side;
    ink.beginPath();
    ink.moveTo(...at(stroke.points[first]));
    // A line to itself makes a single point a dot.
    for (const point of stroke.points.slice(first + 1).concat([stroke.points.at(-1)])) ink.lineTo(...at(point));
    ink.stroke();
  }

  function repaint() {
    ink.clearRect(0, 0, canvas.width, canvas.height);
    for (const stroke of strokes()) paintFrom(stroke, 0);
  }

  function fitToScreen() {
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    if (!side || side === canvas.width) return;
    canvas.width = canvas.height = side; // also resets the pen
    ink.lineCap = ink.lineJoin = "round";
    ink.strokeStyle = getComputedStyle(canvas).color;
    repaint();
  }

  new ResizeObserver(fitToScreen).observe(canvas);
  fitToScreen();
  return { paintFrom, repaint };
}
