// The digit read by the page's network, as it is operated on, and by another one, as it was trained.

import { Backoff } from "../../lib/browser/backoff.js";
import { study } from "../../lib/explain/study.js";
import { Columns } from "./columns.js";
import { opener } from "./opener.js";
import { Picker } from "./picker.js";

export function mount({ element, props, server }) {
  new Comparison(element, opener(props.facts.bundled, server), server);
}

class Comparison {
  #other = null; // the reader of the other network
  #choice = null; // { model }, of the network that was chosen last
  #opening = null; // a promise that is kept when it is known whether that one can be had
  #backoff = new Backoff();

  constructor(element, open, server) {
    this.open = open;
    this.columns = new Columns(element);
    this.picker = new Picker(element, server, () => this.#choose());
    this.again = study(element, (reading) => this.#ask(reading), (answer) => answer && this.columns.show(...answer));
  }

  // Whatever is chosen, the comparison goes on with the last network that could be had.
  async #ask(reading) {
    if (!this.#other) await (this.#opening ?? this.#choose());
    return this.#other && [reading, this.#other.read(reading.levels)];
  }

  #choose() {
    this.#choice = { model: this.picker.model };
    this.#backoff.reset(); // whoever waits to try another one gives up
    this.#opening = this.#opened(this.#choice);
    return this.#opening;
  }

  async #opened(choice) {
    this.picker.say("opening");
    for (let isRepeated = false; this.#choice === choice; isRepeated = true) {
      const opened = await this.open(choice.model, isRepeated);
      if (this.#choice !== choice) return;
      if (opened) return this.#settle(opened);
      this.picker.say("silent");
      await this.#backoff.wait();
    }
  }

  #settle({ reader, failure, said }) {
    this.#opening = null;
    this.#backoff.reset();
    if (failure) return this.picker.fail(failure, said);
    this.#other = reader;
    this.picker.settle(reader.network.name);
    this.again();
  }
}
