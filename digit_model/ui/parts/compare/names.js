// What the page calls a network: a bundled one may have a name of its own in each language, the others go by their names.

// name -> a node with the name in both languages.
export const namesIn = (element) => (name) => {
  const template = element.querySelector(`template[data-network="${CSS.escape(name)}"]`);
  return template ? template.content.cloneNode(true) : document.createTextNode(name);
};

// Keeps the texts of a list's options in the page's language: an option holds no elements that could be hidden.
export function keepNamed(select, nodeOf) {
  const name = () => {
    const { language } = document.documentElement.dataset;
    for (const option of select.options) {
      const node = nodeOf(option.value);
      option.text = (node.querySelector?.(`[lang="${language}"]`) ?? node).textContent;
    }
  };
  new MutationObserver(name).observe(document.documentElement, { attributeFilter: ["data-language"] });
  name();
}
