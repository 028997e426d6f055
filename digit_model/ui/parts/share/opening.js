// Opens the links that others took away; and after a reload brings back what was operated on, as the pad does its
// drawing.
//
// Where a link asks for what this page's network does not have, the rest of it is opened and "link-stale" names what is
// missing. A damaged link opens nothing.

import { keep, kept } from "../../lib/browser/storage.js";
import { hear, send } from "../../lib/events.js";
import { sites } from "../../lib/explain/surgery.js";
import { connected, placeOf } from "../../lib/explain/wires.js";
import { DamagedLink } from "./base32.js";
import { fromFragment, hasPlaceFor, operationsOf, operationText } from "./link.js";

const KEY = "surgery " + location.pathname; // each network's page has its own

// limits: as in link.js.
export function openLinks(limits) {
  const links = new Links(limits);
  hear("digit-rest", (reading) => links.rest(reading));
  addEventListener("hashchange", () => links.open());
  hear("surgery-changed", (operations) => {
    keep("sessionStorage", KEY, operations.map((operation) => `op=${operationText(operation)}`).join("&"));
  });
}

class Links {
  #reading = null; // the newest: its network tells what a link can ask for
  #pin = null; // what the link that is being opened looks at, as "pin" carries it

  constructor(limits) {
    this.limits = limits;
  }

  rest(reading) {
    const isFirst = this.#reading === null;
    this.#reading = reading;
    if (this.#pin) send("pin", this.#pin);
    this.#pin = null;
    if (!isFirst) return;
    this.#bringBack();
    this.open();
  }

  open() {
    const fragment = location.hash.slice(1);
    if (!fragment || !this.#reading) return; // the first reading will open it
    // The address names the drawing no longer once it is changed, and a reload must not bring the old one back.
    history.replaceState(history.state, "", location.pathname + location.search);
    const shared = soundOrNull(() => fromFragment(fragment, this.limits));
    if (shared) this.#show(shared);
    else send("link-damaged");
  }

  #show({ strokes, address, operations }) {
    const [possible, missing] = this.#sorted(operations);
    const isThere = address === null || placeOf(connected(this.#reading), address) !== null;
    if (!isThere) missing.push(address);
    send("surgery-changed", possible);
    send("drawing-chosen", { strokes }); // later than that, to be the newest change: it empties the picture input
    if (missing.length) send("link-stale", { missing }); // last: with a new drawing the pad forgets its complaints
    this.#pin = { address: isThere ? address : null, staysInPlace: true };
  }

  // Those that this network has a place for, and the names of the others.
  #sorted(operations) {
    const known = sites(this.#reading.network.wires);
    const possible = operations.filter((operation) => hasPlaceFor(operation, known));
    const others = operations.filter((operation) => !possible.includes(operation));
    return [possible, others.map(({ stage, channel }) => `${stage} · ${channel}`)];
  }

  // Another network may be served at this address since, which has no place for them.
  #bringBack() {
    const texts = new URLSearchParams(kept("sessionStorage", KEY) ?? "").getAll("op");
    const [possible] = this.#sorted(soundOrNull(() => operationsOf(texts, this.limits)) ?? []);
    if (possible.length) send("surgery-changed", possible); // of none there is nothing to say
  }
}

function soundOrNull(read) {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DamagedLink)) throw error;
    return null;
  }
}
