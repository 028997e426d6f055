"""Terms that explain themselves: words with a dotted line, which open one sentence when they are pressed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digit_model.ui.text import Text

MARKED = re.compile(r"\[(\w+)\|([^\]]+)\]")  # [NAME|words]
# The button that opens a popover, and the popover: by mouse, touch and keyboard, without a script.
BUTTON = '<button type="button" class="term" popovertarget="{id}">{words}</button>'
NOTE = '<div popover id="{id}" class="note">{words}</div>'


class Terms:
    """Makes buttons of marked words, of each term only where it comes first, in either language."""

    def __init__(self, told: Iterable[str] = ()) -> None:
        """``told``: the terms that are explained already."""
        self._told = set(told)

    def html(self, text: Text) -> str:
        """The text in both languages, with the new terms in it as buttons."""
        marked = Text(self._marked(text.en), self._marked(text.zh))
        self._told |= {name for name, _ in MARKED.findall(text.en)}
        return unbroken(marked).html()

    def _marked(self, words: str) -> str:
        def shown(found: re.Match[str]) -> str:
            name, marked = found.groups()
            return marked if name in self._told else button(f"term-{name}", marked)

        return MARKED.sub(shown, words)


def plain(text: Text) -> Text:
    """The text without its marks."""
    return unbroken(Text(MARKED.sub(r"\2", text.en), MARKED.sub(r"\2", text.zh)))


def button(target: str, words: str) -> str:
    """Words that open the note with that id."""
    return BUTTON.format(id=target, words=words)


def note(identity: str, texts: list[Text]) -> str:
    """What a button opens, a paragraph each."""
    return NOTE.format(id=identity, words="".join(f"<p>{unbroken(text).html()}</p>" for text in texts))


def unbroken(text: Text) -> Text:
    """No line breaks before or after a multiplication sign."""
    return Text(*(words.replace(" ×", "\u00a0×").replace("× ", "×\u00a0") for words in text))
