// words(key, facts): a text of the component in both languages, from <template data-words="KEY">, its {facts} filled in.

function words(key, facts = {}) {
  const text = element.querySelector(`[data-words="${key}"]`).content.cloneNode(true);
  for (const language of text.children) {
    language.textContent = language.textContent.replace(/{(\w+)}/g, (_, name) => facts[name]);
  }
  return text;
}
