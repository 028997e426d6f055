// The card at the end: how many questions were answered rightly, which chapters are worth another look, and the way on.

import { asked, withAsked } from "../../lib/browser/address.js";

export class Card {
  constructor(tour) {
    this.tour = tour;
  }

  show(article) {
    const card = element("section", element("h3", this.tour.words("end")), this.#score(), this.#wayOn());
    card.className = "card";
    article.querySelector(".card")?.remove();
    article.append(card);
  }

  #score() {
    const { words, answers, steps } = this.tour;
    const { revisit, ...counts } = answers.score(steps);
    const all = steps.filter((step) => this.tour.find(`template[data-step="${step}"]`).content.querySelector(".question")).length;
    const score = element("div", element("p", words("score", { ...counts, all })));
    score.className = "score";
    if (revisit.length) score.append(element("p", words("revisit"), ...revisit.flatMap((chapter) => this.#link(chapter))));
    if (counts.asked) score.append(this.#forget());
    return score;
  }

  #forget() {
    const button = element("button", this.tour.words("forget"));
    button.type = "button";
    button.addEventListener("click", () => {
      this.tour.answers.forget();
      this.tour.show(this.tour.step);
    });
    return button;
  }

  // To the Draw page, in the same view. The drawing goes along.
  #wayOn() {
    const link = element("a", this.tour.words("draw"));
    const address = new URL("./", location.href).href;
    link.href = address;
    link.addEventListener("click", () => (link.href = withAsked(address, "view", asked("view"))));
    return element("p", link);
  }

  #link(chapter) {
    const link = element("a", `${chapter} · `, this.tour.find(`template[data-chapter="${chapter}"]`).content.cloneNode(true));
    link.href = `${location.pathname}#${chapter}`;
    link.addEventListener("click", (event) => this.tour.follow(event, chapter));
    return [" ", link];
  }
}

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}
