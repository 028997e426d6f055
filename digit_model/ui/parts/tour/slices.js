// Long work, done a little in every frame, so that pen and page stay quick.

const [SLICE, LARGE_SLICE] = [8, 28]; // milliseconds of a frame; the rest is the page's. Large: somebody waits for the end

// Takes one value after the other from a generator; tell(value) hears those that are not undefined, then done() is called.
// Gives { stop, hurry, finish }: forget the rest; take more of each frame; do all of it now.
export function inFrames(parts, tell, done = () => {}) {
  let [length, frame, isOver] = [SLICE, 0, false];
  function until(time) {
    while (!isOver && performance.now() < time) {
      const { done: isLast, value } = parts.next();
      isOver = isLast;
      if (value !== undefined) tell(value);
    }
    if (isOver) done();
    else frame = requestAnimationFrame(slice);
  }
  const slice = () => until(performance.now() + length);
  const stop = () => cancelAnimationFrame(frame);
  frame = requestAnimationFrame(slice);
  return {
    stop,
    hurry: () => (length = LARGE_SLICE),
    finish() {
      stop();
      if (!isOver) until(Infinity);
    },
  };
}

// The same for equal pieces: work(at) is called for 0, 1, ... count - 1.
export function inSlices(count, work, done) {
  function* pieces() {
    for (let at = 0; at < count; at++) yield void work(at);
  }
  return inFrames(pieces(), () => {}, done);
}
