// The form: which channel, and what takes its place, nothing, a kernel of ours or one of the visitor's own.

export class Form {
  #sites = {}; // of the network that reads, as lib/explain/surgery.js gives them

  constructor(element, { put }) {
    this.form = element.querySelector("form");
    this.fieldset = element.querySelector("fieldset");
    this.cells = [...this.fieldset.querySelectorAll("input")];
    this.presets = [...element.querySelectorAll(".presets button")];
    this.own = element.querySelector("[data-own]");
    for (const button of this.presets) button.addEventListener("click", () => this.#choose(button));
    this.fieldset.addEventListener("input", () => this.#choose(this.own));
    this.stage.addEventListener("change", () => this.#fitToStage());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      put(this.#operation());
    });
  }

  get stage() {
    return this.form.elements.stage;
  }

  get channel() {
    return this.form.elements.channel;
  }

  // Offers these stages, unless it does so already.
  offer(sites) {
    if (Object.keys(sites).join() === Object.keys(this.#sites).join()) return;
    this.#sites = sites;
    this.stage.replaceChildren(...Object.keys(sites).map((name) => new Option(name)));
    this.#fitToStage();
  }

  // Chooses a channel; false where nothing can be operated on.
  select({ stage, channel }) {
    if (!Object.hasOwn(this.#sites, stage)) return false;
    this.stage.value = stage;
    this.channel.value = channel;
    this.#fitToStage();
    return true;
  }

  focus() {
    this.channel.focus({ preventScroll: true });
  }

  // What a kernel, or null, is called.
  wordsFor(kernel) {
    const same = ({ dataset }) => dataset.kernel && String(JSON.parse(dataset.kernel)) === String(kernel);
    const words = document.createDocumentFragment();
    words.append(...(this.presets.find(same) ?? this.own).cloneNode(true).childNodes);
    return words;
  }

  #operation() {
    const kernel = switchesOff(this.#chosen) ? null : this.cells.map((cell) => cell.valueAsNumber);
    return { stage: this.stage.value, channel: this.channel.valueAsNumber, kernel };
  }

  get #chosen() {
    return this.presets.find((button) => button.getAttribute("aria-pressed") === "true");
  }

  #choose(button) {
    for (const preset of this.presets) preset.setAttribute("aria-pressed", String(preset === button));
    this.fieldset.disabled = switchesOff(button);
    if (!button.dataset.kernel) return;
    const kernel = JSON.parse(button.dataset.kernel) ?? this.cells.map(() => 0);
    this.cells.forEach((cell, index) => (cell.value = kernel[index]));
  }

  #fitToStage() {
    const site = this.#sites[this.stage.value];
    if (!site) return; // there is nothing to operate on
    this.channel.max = site.channels - 1;
    this.channel.value = Math.min(this.channel.value, this.channel.max);
    for (const button of this.presets) button.disabled = !site.takesKernel && !switchesOff(button);
    if (this.#chosen.disabled) this.#choose(this.presets.find(switchesOff));
  }
}

const switchesOff = (button) => button.dataset.kernel === "null";
