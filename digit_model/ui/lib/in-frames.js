// Long work in small parts, between the frames of the page.

const BUDGET = 8; // ms of each frame

// Takes one value after the other from a generator; tell(value) hears those that are not undefined. Gives
//   finish(): the rest at once;
//   stop():   nothing more of it.
export function inFrames(generator, tell) {
  let isOver = false;
  let frame = requestAnimationFrame(work);

  function take() {
    const { done, value } = generator.next();
    isOver = done;
    if (value !== undefined) tell(value);
  }
  function work() {
    const end = performance.now() + BUDGET;
    while (!isOver && performance.now() < end) take();
    if (!isOver) frame = requestAnimationFrame(work);
  }
  function stop() {
    isOver = true;
    cancelAnimationFrame(frame);
  }
  return {
    finish: () => {
      cancelAnimationFrame(frame);
      while (!isOver) take();
    },
    stop,
  };
}
