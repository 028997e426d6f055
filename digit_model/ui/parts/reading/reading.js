// Reads what is on the pad, with the page's network, once a frame and in the frame: a pointer event only marks that there is
// something to read. Until the network has arrived the pad takes ink; what was drawn meanwhile is read then.

import { digitOf } from "../../lib/digit.js";
import { fetchNumbers } from "../../lib/download.js";
import { hear, send } from "../../lib/events.js";
import { convolutionKernel } from "../../lib/kernel.js";
import { isComputable } from "../../lib/network.js";
import { Reader } from "../../lib/reader.js";
import { bytesOf } from "../../lib/show.js";
import { readingOf, RemoteReader } from "./remote.js";

const WAITING_MS = 400; // a network that arrives sooner needs no word
const RETRY_MS = 3000;

export function mount({ element, props, server }) {
  const readings = new Readings();
  const { network, example } = props.facts;
  hear("pad-changed", (pad) => readings.see({ pad }));
  hear("surgery-changed", (surgery) => readings.see({ surgery }));
  arrived(network, element, () => showExample(network, example)).then((weights) => {
    const isHere = isComputable(network.wires);
    say(element, isHere ? null : "remote");
    const reader = isHere
      ? new Reader(network, weights, convolutionKernel())
      : new RemoteReader(network, weights, server.activations);
    readings.see({ reader });
  });
}

function say(element, status) {
  for (const text of element.querySelectorAll("[data-status]")) text.hidden = text.dataset.status !== status;
}

// An example's reading came with the page; it stands in the flow until there is a network to read with.
async function showExample(network, { levels, activations }) {
  const row = await fetchNumbers(activations);
  send("example-shown", readingOf({ ...network, weights: new Float32Array() }, bytesOf(levels), row));
}

async function arrived(network, element, waitWith) {
  const waiting = setTimeout(() => {
    say(element, "waiting");
    waitWith();
  }, WAITING_MS);
  for (let tries = 0; ; tries++) {
    try {
      const weights = await fetchNumbers(network.weights, tries > 0);
      clearTimeout(waiting);
      return weights;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      clearTimeout(waiting);
      say(element, "lost");
      await new Promise((wake) => setTimeout(wake, RETRY_MS));
    }
  }
}

class Readings {
  #seen = { pad: null, surgery: [], reader: null };
  #count = 0;
  #scheduled = false;
  #time = 0; // performance.now() of the newest event that no reading answers yet
  #painted = new MessageChannel(); // its message comes once the frame has been painted

  constructor() {
    this.#painted.port1.onmessage = ({ data }) => this.#tell(data);
  }

  see(news) {
    Object.assign(this.#seen, news);
    this.#time = news.pad ? news.pad.time : performance.now();
    this.#schedule();
  }

  #schedule() {
    if (this.#scheduled || !this.#seen.pad || !this.#seen.reader) return;
    this.#scheduled = true;
    requestAnimationFrame(() => this.#read());
  }

  #read() {
    const { pad, surgery, reader } = this.#seen;
    const { levels, placement } = pad.picture ? { levels: pad.picture.levels, placement: null } : digitOf(pad.strokes);
    const beside = { placement, strokes: pad.strokes, picture: pad.picture, isDrawing: pad.isDrawing };
    const time = this.#time;
    const reading = reader.read(levels, surgery);
    if (reading instanceof Promise) reading.then((read) => this.#show({ ...read, ...beside }, time));
    else this.#show({ ...reading, ...beside }, time);
  }

  #show(reading, pointerTime) {
    this.#scheduled = false;
    this.newest = reading;
    send("digit-read", reading);
    this.#painted.port2.postMessage({ sequence: ++this.#count, pointerTime });
    if (this.#time > pointerTime) this.#schedule(); // while the server read, the hand went on
  }

  #tell(painted) {
    send("digit-painted", painted);
    if (!this.#scheduled && !this.newest.isDrawing) send("digit-rest", this.newest);
  }
}
