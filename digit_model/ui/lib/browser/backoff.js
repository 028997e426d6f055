// How long to wait before something that failed is tried again: 1.5 seconds after the first failure in a row, twice as long
// after each further one, 30 seconds at most.

const FIRST_MS = 1500;
const LONGEST_MS = 30_000;

export class Backoff {
  #failures = 0;
  #wake = () => {};

  get isRepeated() {
    return this.#failures > 0;
  }

  // A promise that is kept when it is time to try again.
  wait() {
    const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures);
    this.#failures += 1;
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, ms);
    });
  }

  // Something else is to be tried now: ends the wait, and forgets the failures.
  reset() {
    this.#failures = 0;
    this.#wake();
  }
}
