// The switches of language and network. language.html has set the page's language before anything was shown.

import { asked, withAsked } from "../../lib/browser/address.js";
import { withstandDarkening } from "../../lib/browser/darkening.js";
import { keep } from "../../lib/browser/storage.js";

const TRAVELLING = ["view", "question"]; // what a visitor goes on looking at on another of our pages

export function mount({ element }) {
  withstandDarkening();
  switchLanguages(element.querySelectorAll("[data-language]"));
  for (const link of element.querySelectorAll("a")) {
    for (const kind of ["pointerdown", "click"]) link.addEventListener(kind, () => takeAlong(link));
  }
}

function takeAlong(link) {
  link.href = TRAVELLING.reduce((address, name) => withAsked(address, name, asked(name)), link.href);
}

function switchLanguages(buttons) {
  const root = document.documentElement;
  const tongue = () => (root.dataset.language === "zh" ? "zh-CN" : "en");

  function show(language) {
    root.dataset.language = language;
    root.lang = tongue();
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      keep("localStorage", "language", button.dataset.language);
      show(button.dataset.language);
    });
  }
  // Gradio writes the browser's language there whenever it has loaded its own words, which may be later than this.
  new MutationObserver(() => root.lang !== tongue() && (root.lang = tongue())).observe(root, { attributeFilter: ["lang"] });
  show(root.dataset.language);
}
