// Follow the number: the arithmetic behind the number that the visitor points at or has pinned, and its receptive field
// on all that came before ("cells-lit"). Everything is made of the newest reading, at once, also while the pen moves.

import { hear, send } from "../../lib/events.js";
import { wordsOf } from "../../lib/filled.js";
import { number } from "../../lib/show.js";
import { connected, fields, placeOf } from "../../lib/wires.js";
import { make, nameOf } from "./elements.js";
import { Lens } from "./lens.js";
import { Room } from "./room.js";
import { onwards, workings } from "./workings.js";

export function mount({ element }) {
  const follow = new Follow(element);
  hear("digit-read", (reading) => follow.read(reading));
  hear("cell-pointed", ({ address }) => follow.point(address));
  hear("cell-pinned", ({ address }) => follow.pin(address));
  hear("pin", ({ address }) => follow.pinFromElsewhere(address));
  hear("cell-shown", (box) => follow.keepInSight(box));
  follow.letGo.addEventListener("click", () => follow.pin(null));
  follow.operate.addEventListener("click", () => follow.askToOperate());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) follow.letGoOfPin();
  });
  element.closest("#network").addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType !== "touch") follow.comeBack(); // a finger comes with every tap
  });
}

class Follow {
  #reading = null; // the newest
  #network = null; // the same with its stages connected, once somebody follows it
  #pointed = null; // addresses
  #pinned = null;
  #about = null; // what the panel is about, also when nothing is pointed at any more
  #chosen = null; // the input channel whose window is shown
  #isOpen = false;

  constructor(element) {
    for (const name of ["where", "sum", "on", "operate"]) this[name] = element.querySelector(`.${name}`);
    this.panel = element.querySelector(".workings");
    this.letGo = element.querySelector(".let-go");
    this.words = wordsOf(element);
    this.lens = new Lens(element.querySelector(".lens"));
    this.room = new Room(element.closest("#network"), this.panel);
  }

  read(reading) {
    const isFirst = !this.#reading;
    this.#reading = reading;
    this.#network = null;
    this.where.ariaBusy = String(reading.isDrawing); // a screen reader waits until the numbers rest
    if (isFirst) this.#show();
    else this.#explain();
  }

  // ---- pointing and pinning

  point(address) {
    if (address === this.#pointed) return;
    this.#pointed = address;
    if (this.#pinned) return;
    this.#chosen = null;
    this.#isOpen ||= Boolean(address);
    this.#show();
  }

  pin(address) {
    this.#pinned = address;
    this.#chosen = null;
    this.#isOpen = Boolean(address ?? this.#pointed);
    this.#show();
    send("pinned", { address });
  }

  // Whoever asks is elsewhere on the page.
  pinFromElsewhere(address) {
    this.pin(address);
    if (address) this.panel.scrollIntoView({ block: "center" });
  }

  letGoOfPin() {
    if (this.#pinned) this.pin(null);
  }

  askToOperate() {
    const { stage, channel } = this.#placeOf(this.#about);
    send("operate", { stage: stage.name, channel });
  }

  // ---- showing

  #placeOf(address) {
    if (!address || !this.#reading) return null;
    this.#network ??= connected(this.#reading);
    return placeOf(this.#network, address);
  }

  #show() {
    const address = this.#pinned ?? this.#pointed;
    const place = this.#placeOf(address);
    this.letGo.hidden = !this.#pinned;
    if (place) this.#about = address;
    // Where nothing new is to be said every element stays: Tab may be on its way to one of them.
    if (place || !this.#isOpen) this.#explain();
    send("cells-lit", place ? fields(place) : {}); // afterwards, so that "cell-shown" finds the panel in its new height
  }

  // An empty page has numbers, but they are no answer.
  #explain() {
    const place = this.#reading?.verdict === "blank" ? null : this.#placeOf(this.#about);
    this.panel.hidden = !place || !this.#isOpen;
    if (this.panel.hidden) return;
    const hadFocus = this.panel.contains(document.activeElement);
    const value = make("b", "", ` ${number(place.stage.values[place.index], 4)}`);
    this.where.replaceChildren(nameOf(this.words, this.#about), value);
    this.sum.replaceChildren(...workings(place, this.#context()));
    this.on.replaceChildren(...onwards(place, this.words));
    this.operate.hidden = !place.stage.weights || place.stage.after.kind === "softmax";
    this.lens.show(place);
    // The button that led here is gone; the keyboard's place, which also keeps the panel in sight, must not go with it.
    if (hadFocus && !this.panel.contains(document.activeElement)) {
      (this.on.querySelector("button") ?? this.letGo).focus({ preventScroll: true });
    }
  }

  #context() {
    const choose = (channel) => {
      this.#chosen = channel;
      this.#show();
    };
    return { words: this.words, chosen: this.#chosen, choose };
  }

  // ---- the panel's place

  // What is followed, { top, bottom } on the screen.
  keepInSight(box) {
    if (!this.panel.hidden) this.room.keepInSight(box);
  }

  // Whoever comes back from elsewhere finds the panel at its own end again, unless it hides what is pinned.
  comeBack() {
    this.room.goBack();
    this.#show();
  }
}
