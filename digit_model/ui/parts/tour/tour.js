// The tour: which step is shown, and how one comes to another: by the buttons, a presenter's keys, the overview, an address.

import { fitStage, isStage, showStage } from "../../lib/browser/projector-view.js";
import { usePalette } from "../../lib/display/colours.js";
import { wordsOf } from "../../lib/display/filled.js";
import { hear } from "../../lib/events.js";
import { openNetwork } from "../../lib/network.js";
import { convolutionKernel } from "../../lib/network/kernel.js";
import { Answers } from "./answers.js";
import { Card } from "./card.js";
import { factsOf } from "./facts.js";
import { actionOf } from "./keys.js";
import { lightKinds } from "./kinds.js";
import { Library } from "./library.js";
import { Notes } from "./notes.js";
import { openOverview } from "./overview.js";
import { Placeholders } from "./placeholders.js";
import { chapterOf, chapterSteps, moved, movedChapter, stepAt } from "./route.js";
import { sceneOf } from "./scenes/index.js";
import { Screen } from "./screen.js";
import { exampleReader } from "./stand-in.js";
import { ShownStep } from "./step.js";

export function mount({ element, props, server }) {
  const tour = new Tour(element, props.facts, server);
  usePalette(element, (palette) => tour.repaint(palette));
  tour.open();
  const readExample = exampleReader(props.facts.example);
  hear("digit-read", (reading) => tour.see(reading.verdict === "blank" ? readExample(reading) : reading));
}

class Tour {
  #shown = null;
  #reading = null; // the newest, of the example while nothing is drawn

  constructor(element, { steps, assets }, server) {
    const find = (selector) => element.querySelector(selector);
    Object.assign(this, { element, find, steps, assets, server, words: wordsOf(element), answers: new Answers() });
    this.kinds = lightKinds(find(".tour"));
    this.screen = new Screen(find(".black"));
    this.claims = new Placeholders(find("dialog.overview .chapters"));
    this.notes = new Notes(this.words, (event) => this.#press(event));
    this.card = new Card(this);
    this.kernel = convolutionKernel();
    this.library = new Library(assets, this.kernel);
  }

  open() {
    for (const [selector, action] of [["#next", "next"], ["#previous", "previous"]]) {
      this.find(selector).addEventListener("click", () => this.act(action));
    }
    for (const button of this.element.querySelectorAll("[data-does]")) {
      button.addEventListener("click", () => this.act(button.dataset.does));
    }
    this.find(".goto form").addEventListener("submit", () => this.#openAddress(this.find(".goto input").value));
    this.find(".goto").addEventListener("close", () => this.find(".goto form").reset());
    document.addEventListener("keydown", (event) => this.#press(event));
    addEventListener("hashchange", () => this.#openAddress(location.hash));
    addEventListener("resize", fitStage);
    showStage(isStage());
    this.#openAddress(location.hash);
  }

  see(reading) {
    if (!this.#reading) this.library.fill(reading.trained);
    this.#reading = reading;
    this.#shown.see(reading);
  }

  // In other colours, see lib/display/colours.js.
  repaint(palette) {
    this.palette = palette;
    if (this.#reading) this.#shown.see(this.#reading);
  }

  // Shows a step and names it in the address.
  show(step) {
    this.#shown?.leave();
    this.kinds.clear();
    const { find, words, answers } = this;
    const places = { article: find("#step"), place: find(".scene") };
    const tourFor = (name) => this.#contextOf(name);
    const answered = () => this.#showCard(step);
    const beside = { ...places, sceneOf, tourFor, answers, answered, words };
    this.#shown = new ShownStep(step, this.#content(step), beside);
    find(".scene").dataset.chapter = chapterOf(step);
    history.replaceState(history.state, "", `${location.pathname}${location.search}#${step}`);
    this.#showPlace(step);
    this.#showCard(step);
    if (this.#reading) this.#shown.see(this.#reading);
    this.notes.show(find("#step"), this.#nextClaim(step));
    if (find("#step").getBoundingClientRect().top < 0) find("#step").scrollIntoView(); // on a phone, "next" stands far below
  }

  #showCard(step) {
    if (step === this.steps.at(-1)) this.card.show(this.find("#step"));
  }

  get step() {
    return this.#shown.name;
  }

  act(action) {
    const { step, steps } = this;
    const to = {
      next: () => (isStage() && this.#shown.showAnswer() ? step : moved(step, +1, steps)), // before a room, first the answer
      previous: () => moved(step, -1, steps),
      nextChapter: () => movedChapter(step, +1, steps),
      previousChapter: () => movedChapter(step, -1, steps),
      first: () => steps[0],
      last: () => steps.at(-1),
    }[action]?.();
    if (to === undefined) this.#screenActs(action);
    else if (to !== step) this.show(to);
  }

  #screenActs(action) {
    if (action === "black") this.screen.toggleBlack();
    else if (action === "full") this.screen.toggleFull();
    else if (action === "escape" && isStage()) this.screen.leaveFull();
    else if (action === "overview") openOverview(this, this.#reading ? factsOf(this.#reading) : {});
    else if (action === "goto" || action === "help") this.find(`dialog.${action}`).showModal();
    else if (action === "notes") this.#openNotes();
  }

  #press(event) {
    const action = actionOf(event);
    if (!action) return;
    if (this.screen.isBlack) {
      event.preventDefault();
      if (action === "black" || action === "escape") this.screen.toggleBlack();
      return;
    }
    const dialog = this.find("dialog[open]");
    if (dialog && action !== "black" && action !== "full") return; // its own keys: they scroll and close it
    if (action === "escape" && !isStage()) return;
    event.preventDefault();
    dialog?.close(); // it would lie above the black screen and below the full one
    this.act(action);
  }

  #openAddress(fragment) {
    const { step, isKnown, name } = stepAt(fragment, this.steps);
    this.show(step);
    if (!isKnown) this.say("unknown", { name });
  }

  // A link to a step: here, unless it is to be opened in a tab or window of its own. The address keeps what else it carries.
  follow(event, fragment) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#openAddress(fragment);
  }

  say(key, facts) {
    this.find(".steps .status").replaceChildren(...(key ? [this.words(key, facts)] : []));
  }

  #content(step) {
    const chapter = chapterOf(step);
    const template = (selector) => this.find(`template[${selector}]`).content.cloneNode(true);
    const heading = document.createElement("p");
    heading.className = "chapter";
    heading.append(`${chapter} · `, template(`data-chapter="${chapter}"`));
    return [heading, template(`data-step="${step}"`)];
  }

  #showPlace(step) {
    const own = chapterSteps(step, this.steps);
    const at = own.indexOf(step);
    const dashes = own.map((_, index) => `<i${index <= at ? ' class="done"' : ""}></i>`).join("");
    this.find(".at").innerHTML = `<span class="dashes" aria-hidden="true">${dashes}</span>`;
    this.find(".at").append(this.words("at", { at: at + 1, of: own.length }));
    this.find("#previous").disabled = step === this.steps[0];
    this.find("#next").disabled = step === this.steps.at(-1);
    this.say(null);
  }

  // What a scene may use, see step.js.
  #contextOf(step) {
    const labels = wordsOf(this.find(`template[data-labels="${chapterOf(step)}"]`).content);
    const ask = async (name, question) => (await this.server[name](question)) ?? null;
    const open = (wires, weights) => openNetwork(wires, weights, this.kernel);
    const use = (name, tell) => this.library.use(name, tell);
    return { words: labels, assets: this.assets, use, ask, open, palette: () => this.palette };
  }

  #openNotes() {
    if (!this.notes.isOpen && !this.notes.open()) {
      this.find("#step .notes").hidden = false;
      return this.say("blocked");
    }
    this.notes.show(this.find("#step"), this.#nextClaim(this.step));
  }

  #nextClaim(step) {
    const next = moved(step, +1, this.steps);
    return next === step ? null : this.find(`template[data-step="${next}"]`).content.querySelector("h2");
  }
}
