// Which question is open: the one that the address names, or the first. page.css shows the part that answers it.

import { asked, setAsked } from "../../lib/browser/address.js";
import { wordsOf } from "../../lib/display/filled.js";
import { hear } from "../../lib/events.js";

export function mount({ element }) {
  const links = [...element.querySelectorAll("a")];
  const status = element.querySelector("[role=status]");
  const isKnown = (name) => links.some(({ dataset }) => dataset.question === name);

  function open(name) {
    status.replaceChildren();
    document.documentElement.dataset.question = name;
    for (const link of links) link.ariaCurrent = link.dataset.question === name ? "true" : null;
    showWithinRow(links.find((link) => link.ariaCurrent));
  }

  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab or window of its own
      event.preventDefault();
      setAsked("question", link.dataset.question);
      open(link.dataset.question);
    });
  }
  hear("question-asked", (name) => {
    setAsked("question", name);
    open(name);
    element.scrollIntoView({ block: "start" });
    links.find((link) => link.dataset.question === name).focus({ preventScroll: true });
  });

  const name = asked("question") ?? links[0].dataset.question;
  open(isKnown(name) ? name : links[0].dataset.question);
  if (isKnown(name)) return;
  status.replaceChildren(wordsOf(element)("unknown", { name }));
  setAsked("question", null);
}

// On a phone the row of questions scrolls by itself: not by scrollIntoView, which would scroll the page too.
function showWithinRow(link) {
  const row = link.parentElement;
  const [at, all] = [link, row].map((one) => one.getBoundingClientRect());
  row.scrollBy({ left: at.left - all.left - (all.width - at.width) / 2 });
}
