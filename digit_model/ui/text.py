"""Texts of the page, in both of its languages: each part's own are in its ``words.toml``."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from digit_model.toml import load_toml

PARTS = Path(__file__).parent / "parts"


class Text(NamedTuple):
    """One text in both languages."""

    en: str
    zh: str

    def filled(self, **facts: object) -> Text:
        """The same text with {placeholders} replaced, in both languages; facts may come from anybody."""
        safe = {name: escape(str(fact)) for name, fact in facts.items()}
        return Text(self.en.format(**safe), self.zh.format(**safe))

    def html(self) -> str:
        """Both, each marked with its language; the stylesheet shows the one that the page is set to."""
        return f'<span lang="en">{self.en}</span><span lang="zh">{self.zh}</span>'


def percent(share: float) -> str:
    r"""A share, 0..1, as lib/display/show.js writes all of them.

    >>> percent(0.97312), percent(0.99999), percent(0.00001), percent(0)
    ('97.3\xa0%', '100\xa0%', '<\xa00.1\xa0%', '0\xa0%')
    """
    rounded = "0" if share == 0 else f"{100 * share:.1f}"
    return {"0.0": "< 0.1 %", "100.0": "100 %"}.get(rounded, f"{rounded} %").replace(" ", "\xa0")


@cache
def words_of(part: str) -> dict[str, dict[str, Any]]:
    """{section: {name: text}} of a part's ``words.toml``; a list of texts is a tuple of them."""
    sections = load_toml(PARTS / part / "words.toml")
    return {name: {key: _text(value) for key, value in texts.items()} for name, texts in sections.items()}


def _text(value: list[Any]) -> Text | tuple[Text, ...]:
    return Text(*value) if isinstance(value[0], str) else tuple(Text(*text) for text in value)


def templates(texts: dict[str, Text]) -> str:
    """HTML templates of the texts that a script fills in while the page is used, each found by its key."""
    return "".join(f'<template data-words="{key}">{text.html()}</template>' for key, text in texts.items())
