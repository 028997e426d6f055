// Follow the number: the arithmetic behind the number that the visitor points at or has pinned, and its receptive field
// on all that came before ("cells-lit"). Everything is made of the newest reading, at once, also while the pen moves.

import { hear, send } from "../../lib/events.js";
import { fields } from "../../lib/explain/receptive-fields.js";
import { connected, placeOf } from "../../lib/explain/wires.js";
import { WayByKeys } from "./keys.js";
import { Panel } from "./panel.js";
import { Sight } from "./sight.js";

export function mount({ element, props }) {
  const follow = new Follow(element, props.facts.mostOperations);
  hear("digit-read", (reading) => follow.read(reading));
  hear("cell-pointed", ({ address }) => follow.point(address));
  hear("cell-pinned", ({ address }) => follow.pin(address));
  hear("pin", (asked) => follow.pinFromElsewhere(asked));
  follow.panel.letGo.addEventListener("click", () => follow.letGoOfPin());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) follow.letGoOfPin();
  });
}

const isInk = (address) => address.startsWith("digit.");

class Follow {
  #reading = null; // the newest
  #network = null; // the same with its stages connected, once somebody follows it
  #pointed = null; // addresses
  #pinned = null;
  #about = null; // what the panel is about, also when nothing is pointed at any more
  #chosen = null; // the input channel whose window is shown

  constructor(element, mostOperations) {
    this.panel = new Panel(element, mostOperations, (channel) => {
      this.#chosen = channel;
      this.#show();
    });
    this.way = new WayByKeys(this.panel.element, this.panel.letGo);
    this.sight = new Sight(this.panel.element);
  }

  read(reading) {
    const wasBlank = this.#reading?.verdict === "blank";
    const isNew = !this.#reading || wasBlank !== (reading.verdict === "blank");
    this.#reading = reading;
    this.#network = null;
    if (isNew) this.#show();
    else this.#explain();
  }

  // ---- pointing and pinning

  point(address) {
    if (address === this.#pointed) return;
    this.#pointed = address;
    if (this.#pinned) return;
    this.#chosen = null;
    this.#show();
  }

  pin(address, staysInPlace = false) {
    this.#pinned = address;
    this.#chosen = null;
    if (!address) this.#about = this.#pointed;
    else this.way.note();
    this.#show();
    send("pinned", { address });
    if (address && !staysInPlace && !isInk(address)) this.sight.keep(); // the pad shows where ink is
  }

  // Whoever asks is elsewhere on the page, and led here, unless all is to stay in its place.
  pinFromElsewhere({ address, staysInPlace = false }) {
    this.pin(address, staysInPlace);
  }

  letGoOfPin() {
    if (!this.#pinned) return;
    const hadFocus = this.panel.hasFocus;
    this.pin(null);
    if (hadFocus) this.way.goBack(); // the button is gone, and the keyboard's place must not go with it
  }

  // ---- showing

  // An empty page has numbers, but they are no answer.
  #placeOf(address) {
    if (!address || !this.#reading || this.#reading.verdict === "blank") return null;
    this.#network ??= connected(this.#reading);
    return placeOf(this.#network, address);
  }

  #show() {
    const address = this.#pinned ?? this.#pointed;
    const place = this.#placeOf(address);
    if (place) this.#about = address;
    // Where nothing new is to be said every element stays: Tab may be on its way to one of them.
    if (place || !this.#placeOf(this.#about)) this.#explain();
    this.panel.mark(this.#pinned);
    send("cells-lit", place ? fields(place) : {});
  }

  #explain() {
    if (!this.#reading) return;
    const place = this.#placeOf(this.#pinned) ?? this.#placeOf(this.#about);
    if (place) this.panel.explain(place, this.#reading, this.#chosen);
    else this.panel.invite(this.#reading, this.#pinned);
  }
}
