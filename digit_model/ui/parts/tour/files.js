// The files of numbers that scenes show: each is fetched once, while the page is idle, so that no step waits for the network.

import { Backoff } from "../../lib/backoff.js";
import { fetchNumbers } from "../../lib/download.js";

const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 500)); // Safari has none

export class Files {
  #numbers = new Map(); // by their addresses

  // files: as fetchNumbers() takes them, one fetched after the other; tell(): one more is here.
  constructor(files, tell) {
    idle(() => this.#fetch(files, tell));
  }

  // A file's numbers, or null as long as they are not here.
  numbers(file) {
    return this.#numbers.get(file?.address) ?? null;
  }

  async #fetch(files, tell) {
    for (const file of files) {
      this.#numbers.set(file.address, await fetched(file));
      tell();
    }
  }
}

async function fetched(file) {
  for (const backoff = new Backoff(); ; await backoff.wait()) {
    const numbers = await fetchNumbers(file, backoff.isRepeated);
    if (numbers) return numbers;
  }
}
