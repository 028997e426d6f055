"""A text of the page, in both of its languages."""

from __future__ import annotations

from html import escape
from typing import NamedTuple


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


def templates(texts: dict[str, Text]) -> str:
    """HTML templates of the texts that a script fills in while the page is used, each found by its key."""
    return "".join(f'<template data-words="{key}">{text.html()}</template>' for key, text in texts.items())
