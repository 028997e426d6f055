// Where a finger tapped must not end up below the panel, which on a small screen lies over the lower end of the stages.

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
    if (this.#tapped === null) return;
    const { top, bottom } = this.panel.getBoundingClientRect();
    const hidden = this.#tapped + AROUND - top;
    if (hidden > 0 && this.#tapped < bottom) scrollBy(0, hidden);
    this.#tapped = null;
  }
}
