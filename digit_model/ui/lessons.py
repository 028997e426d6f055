"""Which chapter of the talk explains which part of the Draw page."""

from __future__ import annotations

from digit_model.lessons import chapters
from digit_model.ui.text import Text, words_of

# {part: the step of the talk, or the chapter, that explains what it shows}
LESSONS = {
    "flow": "3",
    "ledger": "6",
    "autopsy": "11",
    "sureness": "7",
    "neighbours": "10",
    "surgery": "3.4",
    "compare": "11",
}


def lesson_link(part: str) -> str:
    """HTML of a link from a part, one of ``LESSONS``, to the talk. The drawing goes along."""
    number = int(LESSONS[part].split(".")[0])
    titles = [chapter.title for language in ("en", "zh") for chapter in chapters(language) if chapter.number == number]
    words = words_of("head")["lesson"]["explained"].filled(number=number)
    shown = Text(*(f"{text}{title}" for text, title in zip(words, titles, strict=True)))
    return f'<a class="lesson" href="talk#{LESSONS[part]}">{shown.html()}</a>'
