// The keyboard's way between a map, on which Enter pinned a number, and the arithmetic: Tab leads there, without a stop at
// every stage between, and Shift+Tab back.

export class WayByKeys {
  #from = null; // where a number was pinned with the keys

  // entry: the first control of the panel while a number is pinned.
  constructor(panel, entry) {
    Object.assign(this, { panel, entry });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Tab" && this.#goes(event.shiftKey)) event.preventDefault();
    });
  }

  // Where the keyboard is, a number is pinned now. Buttons have their own way on.
  note() {
    const at = document.activeElement;
    if (!this.panel.contains(at)) this.#from = at?.matches(":focus-visible:not(button)") ? at : null;
  }

  // To where the number was pinned; false if that was not done with the keys.
  goBack() {
    if (!this.#from?.isConnected) return false;
    this.#from.focus();
    return true;
  }

  #goes(isBack) {
    if (this.entry.hidden || !this.#from) return false;
    if (isBack) return document.activeElement === this.entry && this.goBack();
    if (document.activeElement !== this.#from) return false;
    this.entry.focus();
    return true;
  }
}
