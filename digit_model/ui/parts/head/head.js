// The switch of languages. language.html has set the page's language before anything was shown.

import { keep } from "../../lib/kept.js";

export function mount({ element }) {
  const buttons = element.querySelectorAll("[data-language]");

  function show(language) {
    document.documentElement.dataset.language = language; // not lang: Gradio writes the browser's there
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      keep("localStorage", "language", button.dataset.language);
      show(button.dataset.language);
    });
  }
  show(document.documentElement.dataset.language);
}
