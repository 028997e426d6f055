// The page as plain files: gives each part's script what Gradio's gr.HTML gives it in the app. What takes Python there was
// answered when these files were written (kept.js).

import { keptAt } from "./kept.js";
import { Pictures } from "./pictures.js";

// data: the script element whose text is { parts: { id: { props, server: { name: address } } }, pictures: address or null }.
export function editionIn(data) {
  const { parts, pictures } = JSON.parse(data.textContent);
  const shown = Object.fromEntries(Object.keys(parts).map((id) => [id, new Part(id, parts[id])]));
  const shownPictures = pictures && new Pictures(keptAt(pictures), (value) => shown.pad.set("value", value));
  const heard = {
    choose: ({ name }) => shownPictures.show(name),
    taken: () => shownPictures.show(null),
    drawn: () => {}, // it is read by the page itself
  };
  return Object.fromEntries(Object.entries(shown).map(([id, part]) => [id, part.forScript(heard)]));
}

class Part {
  #watched = []; // [name of a property, function to call when it was set from outside]

  constructor(id, { props, server }) {
    this.element = document.getElementById(`html-${id}`);
    this.props = { value: null, ...props };
    this.server = Object.fromEntries(Object.entries(server).map(([name, address]) => [name, keptAt(address)]));
  }

  set(name, value) {
    this.props[name] = value;
    for (const [watched, tell] of this.#watched) if (watched === name) tell();
  }

  // heard: { name of an event: function }, of those that the page answers.
  forScript(heard) {
    const { element, props, server } = this;
    const watch = (name, tell) => this.#watched.push([name, tell]);
    const trigger = (name, detail) => heard[name](detail);
    const upload = async ({ name }) => ({ path: name, url: "" }); // stays here, and is told apart from no example
    return { element, props, server, watch, trigger, upload };
  }
}
