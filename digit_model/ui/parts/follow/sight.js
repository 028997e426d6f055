// What was pinned and its arithmetic are both to be in sight. On a small screen the panel lies over the lower end of the stages,
// and must not hide where a finger tapped; elsewhere it has a room of its own, which may be off the screen.

const AROUND = 64; // pixels below the finger that stay in sight too: most of a map

export class Sight {
  #tapped = null; // the place of the newest tap, down from the screen's upper edge

  constructor(panel) {
    this.panel = panel;
    const note = ({ pointerType, target, clientY }) => {
      this.#tapped = pointerType === "touch" && !panel.contains(target) ? clientY : null;
    };
    document.addEventListener("pointerdown", note, { capture: true, passive: true });
  }

  // After a number was pinned.
  keep() {
    const isSheet = getComputedStyle(this.panel).position === "fixed";
    if (this.#tapped === null || !isSheet) return this.panel.scrollIntoView({ block: "nearest" });
    const { top, bottom } = this.panel.getBoundingClientRect();
    const hidden = this.#tapped + AROUND - top;
    if (hidden > 0 && this.#tapped < bottom) scrollBy(0, hidden);
    this.#tapped = null;
  }
}
