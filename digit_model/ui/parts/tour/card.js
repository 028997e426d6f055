// The card at the end: how many questions were answered rightly, and which chapters are worth another look.

export class Card {
  constructor(tour) {
    this.tour = tour;
  }

  show(article) {
    const { words, answers, steps } = this.tour;
    const { asked, right, revisit } = answers.score(steps);
    const all = steps.filter((step) => this.tour.find(`template[data-step="${step}"]`).content.querySelector(".question")).length;
    const card = document.createElement("section");
    card.className = "card";
    card.append(element("h3", words("end")), element("p", words("score", { right, asked, all })));
    if (revisit.length) card.append(element("p", words("revisit"), ...revisit.flatMap((chapter) => this.#link(chapter))));
    const forget = element("button", words("forget"));
    forget.type = "button";
    forget.addEventListener("click", () => {
      answers.forget();
      this.tour.show(this.tour.step);
    });
    if (asked) card.append(forget);
    article.querySelector(".card")?.remove();
    article.append(card);
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
