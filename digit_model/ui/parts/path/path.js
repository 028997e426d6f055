// One path: from the highest score back along the largest terms to a spot of ink. Each step pins its number, so that the
// arithmetic, the receptive fields and the outline on the pad follow. It is a path of one reading: a new one ends it, and so
// does whoever lets its number go or pins another.

import { hear, send } from "../../lib/events.js";
import { pathOf } from "../../lib/explain/backward.js";
import { connected } from "../../lib/explain/wires.js";
import { isComputable } from "../../lib/network.js";
import { Row } from "./row.js";

const KEYS = { ArrowLeft: -1, ArrowRight: +1 };

export function mount({ element }) {
  const path = new Path(element);
  hear("digit-read", (reading) => path.read(reading));
  hear("pinned", ({ address }) => path.follow(address));
  hear("path-step", (by) => path.step(by));
  path.row.start.addEventListener("click", () => (path.isWalked ? path.letGo() : path.begin()));
  path.row.back.addEventListener("click", () => path.step(-1));
  path.row.on.addEventListener("click", () => path.step(+1));
  element.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || !path.isWalked) return;
    path.step(KEYS[event.key]);
    event.preventDefault();
  });
}

class Path {
  #reading = null; // the newest
  #steps = []; // of the path that is walked, as lib/explain/backward.js gives them
  #at = 0;

  constructor(element) {
    this.row = new Row(element, (at) => this.#pin(at));
  }

  get isWalked() {
    return this.#steps.length > 0;
  }

  read(reading) {
    this.#reading = reading;
    this.#end();
    this.row.allow(reading.verdict !== "blank" && isComputable(reading.network.wires));
  }

  begin() {
    const network = connected(this.#reading);
    const scores = [...network.values()].at(-2).values;
    const { steps, end } = pathOf(network, scores.indexOf(Math.max(...scores)));
    this.#steps = steps;
    this.row.show(steps, end, this.#reading);
    this.#pin(0);
  }

  step(by) {
    if (this.isWalked) this.#pin(Math.min(this.#steps.length - 1, Math.max(0, this.#at + by)));
    else if (this.row.isAllowed) this.begin();
  }

  letGo() {
    send("cell-pinned", { address: null });
  }

  // What is pinned now, by whomever.
  follow(pinned) {
    if (!this.isWalked) return;
    const at = this.#steps.findIndex(({ address }) => address === pinned);
    if (at < 0) this.#end();
    else this.row.mark((this.#at = at));
  }

  #pin(at) {
    send("cell-pinned", { address: this.#steps[at].address });
  }

  #end() {
    if (!this.isWalked) return;
    this.#steps = [];
    this.row.clear();
  }
}
