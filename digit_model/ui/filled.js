// filled(template, facts): the template's content with each {name} in its text replaced by facts[name].

function filled(template, facts) {
  const content = template.content.cloneNode(true);
  const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/{(\w+)}/g, (_, name) => facts[name]);
  return content;
}
