// painter(canvas, strokes): paints what strokes() gives, in as many pixels as the screen has for the canvas.
// Returns { paintFrom, repaint }.

function painter(canvas, strokes) {
  const ink = canvas.getContext("2d");

  // The stroke's points from the one numbered first on.
  function paintFrom(stroke, first) {
    const side = canvas.width;
    const [start, ...rest] = stroke.points.slice(first).map(([x, y]) => [x * side, y * side]);
    ink.globalCompositeOperation = stroke.erases ? "destination-out" : "source-over";
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
  return { paintFrom, repaint };
}
