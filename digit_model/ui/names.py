"""What the page calls a network: its own name, unless that would be mistaken for the Talk or is no word in Chinese."""

from __future__ import annotations

from digit_model.ui.text import Text, words_of


def title_of(network: str) -> Text:
    """A network's name as visitors read it. Addresses, files and code keep ``network`` itself.

    >>> title_of("talk").en, title_of("runs/mine").zh
    ('simple', 'runs/mine')
    """
    return words_of("head")["titles"].get(network, Text("{name}", "{name}").filled(name=network))
