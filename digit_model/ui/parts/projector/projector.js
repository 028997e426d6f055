// The view for a projector, ?view=stage: pad, answer, all stages and the arithmetic on one screen, which is enlarged as a
// whole to fill any larger one. page.css lays it out.
//
// Its keys: D clears the pad, E shows an example, N goes to the next network, the arrows step along one path, Escape leaves.

import { asked } from "../../lib/browser/address.js";
import { fitStage, isStage, showStage, STAGE } from "../../lib/browser/projector-view.js";
import { takesKeys } from "../../lib/browser/writing.js";
import { wordsOf } from "../../lib/display/filled.js";
import { hear, send } from "../../lib/events.js";

export function mount({ element }) {
  const projector = new Projector(element);
  const button = element.querySelector("button");
  button.addEventListener("click", () => projector.show(!isStage()));
  hear("pinned", ({ address }) => (projector.isPinned = address !== null));
  document.addEventListener("keydown", (event) => projector.press(event));
  // Else the arrows would move on what was clicked last, the pad's pen above all.
  document.addEventListener("click", () => isStage() && document.activeElement?.blur());
  addEventListener("resize", fitStage);
  const view = asked("view");
  projector.show(view === STAGE);
  if (view !== null && view !== STAGE) {
    element.querySelector(".unknown").replaceChildren(wordsOf(element)("unknown", { view }));
  }
}

class Projector {
  isPinned = false; // Escape lets go of what is pinned first

  constructor(element) {
    Object.assign(this, { button: element.querySelector("button"), next: element.querySelector(".next") });
  }

  show(isOn) {
    this.button.ariaPressed = String(isOn);
    showStage(isOn);
  }

  press(event) {
    const isForOthers = event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target);
    if (!isStage() || isForOthers || event.defaultPrevented) return;
    if (event.key === "Escape" && this.isPinned) return;
    const act = KEYS[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act(this);
  }

  goToNext() {
    location.assign(this.next.href + location.search);
  }
}

const KEYS = {
  d: () => send("drawing-chosen", { strokes: [] }),
  e: () => send("example-wanted"),
  n: (projector) => projector.goToNext(),
  arrowleft: () => send("path-step", -1),
  arrowright: () => send("path-step", +1),
  escape: (projector) => projector.show(false),
};
