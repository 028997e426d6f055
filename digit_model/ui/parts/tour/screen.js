// The screen of a presenter: black, or full. Where the browser has no full screen, or refuses it, the view for a projector
// alone fills the window.

import { isStage, showStage } from "../../lib/browser/projector-view.js";

export class Screen {
  constructor(black) {
    this.black = black;
    black.addEventListener("click", () => this.toggleBlack());
    document.addEventListener("fullscreenchange", () => document.fullscreenElement || showStage(false));
  }

  get isBlack() {
    return !this.black.hidden;
  }

  toggleBlack() {
    this.black.hidden = !this.black.hidden;
  }

  async toggleFull() {
    if (isStage()) return this.leaveFull();
    showStage(true);
    try {
      await document.documentElement.requestFullscreen?.();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // refused, as a frame of another page may be
    }
  }

  leaveFull() {
    showStage(false);
    if (document.fullscreenElement) document.exitFullscreen();
  }
}
