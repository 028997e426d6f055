// The two columns, one a network, and the sentence about how they differ.

import { wordsOf } from "../../lib/display/filled.js";
import { percent, whole } from "../../lib/display/show.js";
import { namesIn } from "./names.js";

const SHOWN = 3; // candidates

export class Columns {
  constructor(element) {
    this.words = wordsOf(element);
    this.named = namesIn(element);
    this.sections = [...element.querySelectorAll("section")];
    this.sentence = element.querySelector(".sentence");
  }

  // Two readings of one digit: the page's network's at left, the other's at right.
  show(...readings) {
    readings.forEach((reading, index) => this.#paint(this.sections[index], reading));
    const [own, other] = readings;
    const digit = furthestApart(own.probabilities, other.probabilities);
    const shares = { own: percent(own.probabilities[digit]), other: percent(other.probabilities[digit]) };
    const said = namesOf(own);
    const sentence = (key) => this.words(key, { said, digit, ...shares });
    if (said !== namesOf(other)) return this.sentence.replaceChildren(sentence("differ"));
    const key = said ? "both" : "neither";
    if (shares.own === shares.other) return this.sentence.replaceChildren(sentence(`${key}_alike`));
    this.sentence.replaceChildren(sentence(key), " ", sentence("furthest"));
  }

  #paint(section, { network, verdict, candidates, probabilities }) {
    const { name, variant, wires, parameters, multiplications } = network;
    const kind = name === variant ? [] : [" (", this.named(variant), ")"];
    section.querySelector("h3").replaceChildren(this.named(name), ...kind);
    const counts = { parameters: whole(parameters), multiplications: whole(multiplications) };
    section.querySelector(".facts").replaceChildren(this.words("facts", counts));
    const digits = document.createElement("b");
    digits.textContent = candidates.slice(0, SHOWN).join(" / ") || "–";
    section.querySelector(".answer").replaceChildren(digits, this.words(verdict));
    section.querySelectorAll("li").forEach((row, digit) => {
      row.querySelector("i").style.setProperty("--length", probabilities[digit]);
      row.querySelector("span").textContent = percent(probabilities[digit]);
    });
    section.querySelector(".stages").textContent = wires.map((wire) => wire.name).join(" → ");
  }
}

const namesOf = ({ candidates }) => candidates.slice(0, SHOWN).join(" / ");

// The digit on whose probability the two differ most.
function furthestApart(own, other) {
  const differences = Array.from(own, (probability, digit) => Math.abs(probability - other[digit]));
  return differences.indexOf(Math.max(...differences));
}
