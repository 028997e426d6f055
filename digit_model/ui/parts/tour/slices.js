// Work of many equal pieces, done a little in every frame, so that pen and page stay quick.

const SLICE = 8; // milliseconds of a frame; the rest is the page's

// work(at) is called for 0, 1, ... count - 1, then done(). Gives { stop, finish }: forget the rest; do all of it now.
export function inSlices(count, work, done = () => {}) {
  let at = 0;
  let frame = 0;
  function until(time) {
    while (at < count && performance.now() < time) work(at++);
    if (at < count) frame = requestAnimationFrame(slice);
    else done();
  }
  const slice = () => until(performance.now() + SLICE);
  const stop = () => cancelAnimationFrame(frame);
  frame = requestAnimationFrame(slice);
  return {
    stop,
    finish() {
      stop();
      if (at < count) until(Infinity);
    },
  };
}
