// The {placeholders} in a step's texts, which stand for numbers of the live reading and change with it.

const UNKNOWN = "…"; // until there is a reading

export class Placeholders {
  #places = []; // { node, text }: a text node, and its text with the placeholders in it

  constructor(root) {
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const node = nodes.currentNode;
      if (/{\w+}/.test(node.data) && !node.parentElement.closest("pre")) this.#places.push({ node, text: node.data });
    }
    this.fill({});
  }

  // Only what has changed is written: this is done at every move of the pen.
  fill(facts) {
    for (const { node, text } of this.#places) {
      const filled = text.replace(/{(\w+)}/g, (_, name) => facts[name] ?? UNKNOWN);
      if (node.data !== filled) node.data = filled;
    }
  }
}
