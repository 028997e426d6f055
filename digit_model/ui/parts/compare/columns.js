// The two columns, one a network, and the sentence about how they differ.

import { wordsOf } from "../../lib/filled.js";
import { percent } from "../../lib/show.js";

export class Columns {
  constructor(element) {
    this.words = wordsOf(element);
    this.sections = [...element.querySelectorAll("section")];
    this.sentence = element.querySelector(".sentence");
  }

  // Two readings of one digit: the page's network's at left, the other's at right.
  show(...readings) {
    readings.forEach((reading, index) => this.#paint(this.sections[index], reading));
    const [own, other] = readings;
    const digit = furthestApart(own.probabilities, other.probabilities);
    const shares = { own: percent(own.probabilities[digit]), other: percent(other.probabilities[digit]) };
    const agreement = shares.own === shares.other ? "alike" : "agree";
    const relation = own.candidates.join() === other.candidates.join() ? agreement : "differ";
    this.sentence.replaceChildren(this.words(relation, { digit, ...shares }));
  }

  #paint(section, { network, verdict, candidates, probabilities }) {
    const { name, variant, wires, parameters, multiplications } = network;
    section.querySelector("h3").textContent = name === variant ? name : `${name} (${variant})`;
    const counts = { parameters: parameters.toLocaleString("en"), multiplications: multiplications.toLocaleString("en") };
    section.querySelector(".facts").replaceChildren(this.words("facts", counts));
    const digits = document.createElement("b");
    digits.textContent = candidates.slice(0, 3).join(" / ") || "–";
    section.querySelector(".answer").replaceChildren(digits, this.words(verdict));
    section.querySelectorAll("li").forEach((row, digit) => {
      row.querySelector("i").style.setProperty("--length", probabilities[digit]);
      row.querySelector("span").textContent = percent(probabilities[digit]);
    });
    section.querySelector(".stages").textContent = wires.map((wire) => wire.name).join(" → ");
  }
}

// The digit on whose probability the two differ most.
function furthestApart(own, other) {
  const differences = Array.from(own, (probability, digit) => Math.abs(probability - other[digit]));
  return differences.indexOf(Math.max(...differences));
}
