// Pictures in an edition without Python: the examples' are prepared beforehand, of others the pad says that they are left out.

import { Backoff } from "../lib/browser/backoff.js";
import { send } from "../lib/events.js";

export class Pictures {
  #newest = null;

  // answerOf(name): a promise of what the pad is told of a picture, null while it cannot be had; tell: tells the pad.
  constructor(answerOf, tell) {
    Object.assign(this, { answerOf, tell });
  }

  // name: an example's file, or null for a picture of the visitor's own.
  async show(name) {
    const asked = (this.#newest = {});
    send("picture-set", { name });
    const answer = await this.#answer(name, () => this.#newest === asked);
    if (this.#newest === asked) this.tell(JSON.stringify(answer));
  }

  async #answer(name, isWanted) {
    for (const backoff = new Backoff(); isWanted(); await backoff.wait()) {
      const answer = await this.answerOf(name);
      if (isWanted()) send("server-away", answer === null);
      if (answer) return answer;
    }
    return null;
  }
}
