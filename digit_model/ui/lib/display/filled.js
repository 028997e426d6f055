// Texts that scripts fill in, in both languages; see text.py.

// The template's content with each {name} in its text replaced by facts[name].
export function filled(template, facts) {
  const content = template.content.cloneNode(true);
  const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/{(\w+)}/g, (_, name) => facts[name]);
  return content;
}

// words(key, facts): the same of the part's own template of that key.
export const wordsOf = (element) => (key, facts = {}) => filled(element.querySelector(`template[data-words="${key}"]`), facts);

// The same as plain text, in the language that the page is set to.
export const textsOf = (element) => (key, facts) =>
  wordsOf(element)(key, facts).querySelector(`[lang="${document.documentElement.dataset.language}"]`).textContent;
