// The overview: every step by its claim, and the page's own address as a code that a room's phones can read.

import { codeOf } from "./qr/code.js";

const SITE = () => new URL(location.pathname, location.href).href; // without what else the address carries

// facts: of the newest reading, for the claims that speak of the drawing.
export function openOverview(tour, facts) {
  tour.claims.fill(facts);
  const dialog = tour.find("dialog.overview");
  for (const link of dialog.querySelectorAll(".chapters a")) {
    const step = link.hash.slice(1);
    link.ariaCurrent = step === tour.step ? "step" : null;
    link.toggleAttribute("data-answered", tour.answers.of(step) !== null);
    link.onclick = (event) => {
      dialog.close();
      tour.follow(event, step);
    };
  }
  dialog.showModal();
  dialog.querySelector(".address").textContent = SITE();
  const code = dialog.querySelector(".room .code");
  if (code.querySelector("svg")) return;
  code.innerHTML = codeOf(SITE()) ?? "";
}
