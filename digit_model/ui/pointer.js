// drawWithPointer(canvas, pen): mouse, finger or stylus moves the pen { begin(point, time), extend(points, time),
// lift(time) }. Points are in pad units; begin says whether the pen could be put down.

const round = (value) => Math.round(Math.min(2, Math.max(-1, value)) * 1e4) / 1e4;

function drawWithPointer(canvas, pen) {
  let drawing = null; // the id of the pointer that draws

  let box = null; // where the pad is; asked once a stroke, since at every event it would cost a layout

  const measure = () => (box = canvas.getBoundingClientRect());
  document.addEventListener("scroll", () => drawing !== null && measure(), { capture: true, passive: true });

  function placeOf(event) {
    return [round((event.clientX - box.left) / box.width), round((event.clientY - box.top) / box.height)];
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (drawing !== null || !event.isPrimary || event.button !== 0) return;
    measure();
    if (!pen.begin(placeOf(event), event.timeStamp)) return;
    drawing = event.pointerId;
    canvas.setPointerCapture(drawing);
  });

  // Raw events come as the pen moves, the others wait for the browser's next frame.
  const moves = "onpointerrawupdate" in canvas ? "pointerrawupdate" : "pointermove";
  canvas.addEventListener(moves, (event) => {
    if (event.pointerId !== drawing) return;
    const seen = event.getCoalescedEvents?.() ?? [];
    pen.extend((seen.length ? seen : [event]).map(placeOf), event.timeStamp);
  });

  function lift(event) {
    if (event.pointerId !== drawing) return;
    drawing = null;
    pen.lift(event.timeStamp);
  }
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
}
