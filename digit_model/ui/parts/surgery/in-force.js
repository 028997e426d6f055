// The operations in force, { stage, channel, kernel } each, as a list from which each can be put back.

import { send } from "../../lib/events.js";
import { withOperation, without } from "../../lib/explain/operations.js";
import { nameOf } from "./channels.js";

export class InForce {
  #operations = [];

  // most: so many may be in force at once.
  constructor(element, form, most) {
    Object.assign(this, { element, form, most });
    element.querySelector("#put-all-back").addEventListener("click", () => {
      send("surgery-changed", []);
      this.form.focus();
    });
  }

  put(operation) {
    const operations = withOperation(this.#operations, operation, this.most);
    this.element.querySelector(".full").hidden = operations !== null;
    if (operations) send("surgery-changed", operations);
  }

  putBack(channel) {
    send("surgery-changed", without(this.#operations, channel));
  }

  show(operations) {
    this.#operations = operations;
    this.element.querySelector("ul").replaceChildren(...operations.map((operation) => this.#chip(operation)));
    this.element.querySelector(".none").hidden = operations.length > 0;
    this.element.querySelector("#put-all-back").hidden = operations.length === 0;
    this.element.querySelector(".full").hidden = true;
  }

  #chip(operation) {
    const item = this.element.querySelector("template.operation").content.firstElementChild.cloneNode(true);
    const name = item.querySelector("b");
    name.textContent = nameOf(operation);
    name.id = `operated-${operation.stage}-${operation.channel}`;
    item.querySelector(".what").append(this.form.wordsFor(operation.kernel));
    const back = item.querySelector("button");
    back.setAttribute("aria-describedby", name.id);
    back.addEventListener("click", () => {
      this.putBack(operation);
      this.form.focus(); // the button is gone, and the keyboard's place must not go with it
    });
    return item;
  }
}
