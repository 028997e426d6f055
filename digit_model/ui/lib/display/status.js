// Shows one of an element's lines of status, marked data-status, and hides the others; null hides all. It is called at every
// move of the pen: toggleAttribute writes only what changes, and what is written, be it the same, costs styles.
export function showStatus(element, status) {
  for (const text of element.querySelectorAll("[data-status]")) text.toggleAttribute("hidden", text.dataset.status !== status);
}
