// Step 12.2: the same network on the server, by PyTorch: one digit at a time and 256 at once, reading and learning.

import { number } from "../../../lib/display/show.js";
import { element, paintInk, picture, spoken } from "../pictures.js";
import { Rates, written } from "./12-rates.js";

const BOUNDS = [1.5, 4]; // times as many digits a second: between the question's answers
const SIDE = 16; // digits of a batch beside and below one another
const WAYS = ["forward", "step"];

export function server(place, tour) {
  const scene = new Server(place, tour);
  return {
    see: (reading) => scene.see(reading),
    facts: () => scene.facts(),
    outcome: () => scene.outcome(),
    reveal: () => scene.reveal(),
    leave: () => scene.leave(),
  };
}

class Server {
  #answer = null; // of the server, as ui/server/timing.py describes it
  #answered = null; // a promise: the server has answered, or is away
  #isLeft = false;

  constructor(place, tour) {
    this.tour = tour;
    this.processor = new Rates(tour, keysOf("cpu"), "activation");
    this.gpu = element("div", { class: "gpu" });
    this.status = element("p", { class: "status", role: "status" });
    this.one = picture(28, 28, { width: 84, kind: "data", name: spoken(tour.words("one")) });
    this.batch = picture(28 * SIDE, 28 * SIDE, { width: 216, kind: "data", name: spoken(tour.words("batch")) });
    const titled = (canvas, key) => element("figure", { class: "titled" }, canvas, element("figcaption", {}, tour.words(key)));
    const caption = element("p", { class: "caption" }, tour.words("processor"));
    place.append(
      element("div", { class: "row batch" }, titled(this.one, "one"), titled(this.batch, "batch")),
      element("div", { class: "revealed" }, caption, this.processor.box, this.gpu),
      this.status,
    );
  }

  see({ ink }) {
    paintInk(this.one, ink);
    const context = this.batch.getContext("2d");
    context.fillStyle = context.createPattern(this.one, "repeat");
    context.fillRect(0, 0, this.batch.width, this.batch.height);
  }

  // Asked of the server when it is wanted: measuring costs it a second or two.
  reveal() {
    this.#answered = this.#ask();
  }

  async #ask() {
    this.status.replaceChildren(this.tour.words("measuring"));
    const answer = await this.tour.ask("timed", {});
    this.#answer = answer;
    if (this.#isLeft) return;
    this.status.replaceChildren(...notesOn(answer).map((key) => this.tour.words(key)));
    if (!answer) return;
    this.processor.show(ratesOf("cpu", answer.cpu));
    this.#showGpu(answer.gpu);
    this.tour.refresh();
  }

  #showGpu(gpu) {
    const title = this.tour.words(gpu ? "gpu" : "no_gpu", { name: gpu?.name });
    this.gpu.append(element("p", { class: "caption" }, title));
    if (!gpu) return;
    const bars = new Rates(this.tour, keysOf("gpu"), "gradient");
    bars.show(ratesOf("gpu", gpu));
    this.gpu.append(bars.box);
  }

  facts() {
    if (!this.#answer) return { one: "–", many: "–", factor: "–" };
    const [one, many] = this.#answer.cpu.forward;
    return { one: written(one), many: written(many), factor: number(many / one, 1) };
  }

  async outcome() {
    await this.#answered;
    if (!this.#answer) return null;
    const [one, many] = this.#answer.cpu.forward;
    return BOUNDS.filter((bound) => many / one >= bound).length;
  }

  leave() {
    this.#isLeft = true;
  }
}

const keysOf = (device) => WAYS.flatMap((way) => [`${device}_${way}_one`, `${device}_${way}_many`]);

// kept: measured elsewhere, for an edition of the page without a server.
function notesOn(answer) {
  if (!answer) return ["server_away"];
  return answer.kept ? ["kept"] : [];
}

// { label: digits a second }.
function ratesOf(device, rates) {
  const numbers = WAYS.flatMap((way) => rates[way]);
  return Object.fromEntries(keysOf(device).map((key, at) => [key, numbers[at]]));
}
