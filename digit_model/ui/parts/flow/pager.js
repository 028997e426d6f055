// On a phone the stages stand side by side in a row that is swiped: one page at a time, which two buttons turn as well.
// Where all are in sight there is nothing to turn.

import { wordsOf } from "../../lib/display/filled.js";
import { hear } from "../../lib/events.js";

export function turnPages(element) {
  const row = element.querySelector(".stages");
  const pages = [...element.querySelectorAll(".page, .pages > section")];
  const [previous, next] = element.querySelectorAll(".pager button");
  const words = wordsOf(element);
  let at = -1; // no page is named yet

  const turnTo = (page) => page && row.scrollTo({ left: leftOf(page, row) });
  const tell = () => {
    const now = nearest(pages, row);
    if (now === at) return;
    at = now;
    const names = [...pages[at].querySelectorAll("h4 button")].map(({ textContent }) => textContent).join(" · ");
    element.querySelector("#flow-page").replaceChildren(words("page", { name: names, at: at + 1, n: pages.length }));
    previous.setAttribute("aria-disabled", String(at === 0)); // one that is disabled would lose the keyboard's place
    next.setAttribute("aria-disabled", String(at === pages.length - 1));
  };
  previous.addEventListener("click", () => turnTo(pages[at - 1]));
  next.addEventListener("click", () => turnTo(pages[at + 1]));
  row.addEventListener("scroll", tell, { passive: true });
  hear("pinned", ({ address }) => {
    const page = address && pages.find((one) => holds(one, address.split(".")[0]));
    turnTo(page);
  });
  tell();
}

const stageOf = ({ dataset, id }) => dataset.stage ?? (id === "probabilities" ? "softmax" : null);
const holds = (page, stage) => [page, ...page.querySelectorAll("section")].some((one) => stageOf(one) === stage);

// How far the row is scrolled when the page is in sight.
const leftOf = (page, row) => row.scrollLeft + page.getBoundingClientRect().left - row.getBoundingClientRect().left;

function nearest(pages, row) {
  const far = pages.map((page) => Math.abs(leftOf(page, row) - row.scrollLeft));
  return far.indexOf(Math.min(...far));
}
