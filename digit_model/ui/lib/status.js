// Shows one of an element's lines of status, marked data-status, and hides the others; null hides all.
export function showStatus(element, status) {
  for (const text of element.querySelectorAll("[data-status]")) text.hidden = text.dataset.status !== status;
}
