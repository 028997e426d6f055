// Reads what is on the pad, with the page's network, once a frame and in the frame: a pointer event only marks that there is
// something to read. Until the network has arrived the pad takes ink; what was drawn meanwhile is read then.

import { Backoff } from "../../lib/browser/backoff.js";
import { fetchNumbers } from "../../lib/browser/download.js";
import { digitOf } from "../../lib/digit.js";
import { bytesOf } from "../../lib/display/show.js";
import { showStatus } from "../../lib/display/status.js";
import { hear, send } from "../../lib/events.js";
import { isComputable } from "../../lib/network.js";
import { convolutionKernel } from "../../lib/network/kernel.js";
import { Reader } from "../../lib/reader.js";
import { readingOfRow, RemoteReader } from "./remote.js";

const WAITING_MS = 400; // a network that arrives sooner needs no word

export function mount({ element, props, server }) {
  const readings = new Readings();
  const { network, example } = props.facts;
  hear("pad-changed", (pad) => readings.see({ pad }));
  hear("surgery-changed", (surgery) => readings.see({ surgery }));
  const waiting = setTimeout(async () => {
    showStatus(element, "waiting");
    const row = await fetchNumbers(example.activations);
    if (row && !readings.newest) send("example-shown", readingOfRow(network, bytesOf(example.levels), row));
  }, WAITING_MS);
  arrived(network.weights, () => {
    clearTimeout(waiting);
    showStatus(element, "lost");
  }).then((weights) => {
    clearTimeout(waiting);
    showStatus(element, isComputable(network.wires) ? null : "remote");
    readings.see({ reader: readerOf(network, weights, server) });
  });
}

async function arrived(file, sayLost) {
  for (const backoff = new Backoff(); ; await backoff.wait()) {
    const numbers = await fetchNumbers(file, backoff.isRepeated);
    if (numbers) return numbers;
    sayLost();
  }
}

function readerOf(network, weights, server) {
  if (!isComputable(network.wires)) return new RemoteReader(network, weights, server.activations);
  return new Reader(network, weights, convolutionKernel());
}

class Readings {
  newest = null;
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
    const { levels, placement } = pad.picture ?? digitOf(pad.strokes);
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
