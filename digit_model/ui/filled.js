// filled(template, facts): the template's content with each {name} in its text replaced by facts[name].
// words(key, facts): the same of the component's own template of that key (text.py).

function filled(template, facts) {
  const content = template.content.cloneNode(true);
  const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/{(\w+)}/g, (_, name) => facts[name]);
  return content;
}

const words = (key, facts = {}) => filled(element.querySelector(`template[data-words="${key}"]`), facts);
