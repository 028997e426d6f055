// Where the panel lies: at one end of the screen, over the stages that are too tall for it, but never over the number
// that it is about (page.css). frame: the element of the page that the panel and the stages share.

export class Room {
  constructor(frame, panel) {
    Object.assign(this, { frame, panel });
  }

  // { top, bottom } on the screen of what must stay in sight.
  keepInSight({ top, bottom }) {
    const panel = this.panel.getBoundingClientRect();
    const hides = top < panel.bottom && panel.top < bottom;
    if (hides) this.frame.toggleAttribute("data-panel-above", top > innerHeight - bottom);
    // Above the stages is the pad; while that is in sight, the panel lies beside it.
    this.frame.toggleAttribute("data-panel-beside", this.frame.getBoundingClientRect().top > panel.height);
    this.frame.style.setProperty("--panel", `${this.panel.offsetHeight}px`);
  }

  // At its own end, the lower one.
  goBack() {
    this.frame.removeAttribute("data-panel-above");
  }
}
