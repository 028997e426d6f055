// The presenter's notes and a timer in a window of their own, which follows the tour. Where the browser opens none, the notes
// stand below the step's text instead.

const STYLE = `body { font: 20px/1.5 system-ui, sans-serif; margin: 24px; max-width: 36em; color-scheme: light dark; }
time { font-size: 40px; font-variant-numeric: tabular-nums; } [hidden] { display: none; }`;

export class Notes {
  #window = null;
  #began = 0; // performance.now() of when the window was opened

  // press: hears the keys that are pressed in that window.
  constructor(words, press) {
    Object.assign(this, { words, press });
  }

  get isOpen() {
    return this.#window !== null && !this.#window.closed;
  }

  // Whether a window could be opened.
  open() {
    this.#window = window.open("", "digit-x-ray-notes", "width=560,height=640");
    if (!this.#window) return false;
    this.#began = performance.now();
    const page = this.#window.document;
    page.head.innerHTML = `<style>${STYLE}</style>`;
    page.body.innerHTML = "<time></time><h1></h1><div></div><p></p>";
    page.addEventListener("keydown", this.press);
    this.#window.setInterval(() => this.#tick(), 1000);
    this.#tick();
    return true;
  }

  // article: the step; next: the words of the one after it, or null.
  show(article, next) {
    if (!this.isOpen) return;
    const page = this.#window.document;
    page.title = article.dataset.step;
    const language = document.documentElement.dataset.language;
    const text = (element) => element?.querySelector(`[lang="${language}"]`)?.cloneNode(true) ?? "";
    page.querySelector("h1").replaceChildren(text(article.querySelector("h2")));
    page.querySelector("div").replaceChildren(text(article.querySelector(".notes")));
    page.querySelector("p").replaceChildren(next ? text(next) : "");
  }

  #tick() {
    const seconds = Math.floor((performance.now() - this.#began) / 1000);
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    this.#window.document.querySelector("time").textContent = time;
  }
}
