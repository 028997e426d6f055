"""The talk's lessons: fourteen chapters, ``NN-name.en.md`` beside ``NN-name.zh.md``, each a few steps.

A lesson is Markdown:

    # Convolution                               the chapter's name
    ## Nine numbers slide over your digit.      a step begins with its claim
    Text with {placeholders}, which the page fills from the live reading, and [words](#weights) that light up
    together with all that is of this kind in the picture.
    > A question?                               at most one a step
    > 1. an answer
    > 2. another
    >
    > Why it came out so, shown once an answer has been given.
    ### Notes                                   for the presenter alone

``NN-name.toml`` holds the labels of the chapter's pictures in both languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from digit_model.toml import load_toml

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "zh")
KINDS = ("data", "weights", "bias", "activation", "probability", "loss", "gradient")  # what has a colour of its own
NOTES = "h3"
FURTHER = 4  # letters, from where a line of code begins to where it goes on below
TERM_AND_STOP = re.compile(r'<button type="button" class="term"[^>]*>[^<]*</button>[，。、；：！？）]')


class MalformedLesson(ValueError):
    """A lesson is not written as this package reads it."""


@dataclass(frozen=True)
class Question:
    """``text``, every one of ``answers``, and ``why`` are HTML without blocks."""

    text: str
    answers: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Step:
    """``claim`` is HTML without blocks, ``text`` and ``notes`` are HTML; ``code`` is (file, lines) of each excerpt."""

    claim: str
    text: str
    question: Question | None
    notes: str
    code: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chapter:
    """One chapter in one language; ``name`` is that of its files, such as "03-convolution"."""

    name: str
    title: str
    steps: tuple[Step, ...]

    @property
    def number(self) -> int:
        """0 for the first."""
        return int(self.name[:2])


@cache
def chapters(language: str) -> tuple[Chapter, ...]:
    """All chapters in one of ``LANGUAGES``, in order.  Raises: MalformedLesson."""
    return tuple(read_chapter(path) for path in sorted(FOLDER.glob(f"[0-9][0-9]-*.{language}.md")))


@cache
def labels(name: str) -> dict[str, list[str]]:
    """{key: [English, Chinese]} of what stands in a chapter's pictures."""
    return load_toml(FOLDER / f"{name}.toml")


def read_chapter(path: Path) -> Chapter:
    """Read one file.  Raises: MalformedLesson, saying where."""
    try:
        return parsed(path.name.split(".")[0], path.read_text("utf-8"))
    except MalformedLesson as error:
        raise MalformedLesson(f"{path.name}: {error}") from None


def parsed(name: str, text: str) -> Chapter:
    """A chapter from its Markdown.  Raises: MalformedLesson.

    >>> text = "# Convolution\\n## It slides.\\nSee [nine](#weights).\\n### Notes\\nSlowly."
    >>> chapter = parsed("03-convolution", text)
    >>> chapter.title, chapter.steps[0].claim, chapter.steps[0].notes
    ('Convolution', 'It slides.', '<p>Slowly.</p>')
    >>> chapter.steps[0].text
    '<p>See <button type="button" class="term" data-kind="weights">nine</button>.</p>'
    """
    head, *sections = _split(_blocks(text), "h2")
    if len(head) != 1 or head[0].tag != "h1":
        raise MalformedLesson("the first line is the chapter's name, and a step's claim follows it")
    return Chapter(name, _inline(head[0]), tuple(_step(section) for section in sections))


def _blocks(text: str) -> list[SyntaxTreeNode]:
    return SyntaxTreeNode(MARKDOWN.parse(text)).children


def _split(blocks: list[SyntaxTreeNode], tag: str) -> Iterator[list[SyntaxTreeNode]]:
    """What comes before the first heading of this level, then a list from each such heading on."""
    part: list[SyntaxTreeNode] = []
    for block in blocks:
        if block.type == "heading" and block.tag == tag:
            yield part
            part = []
        part.append(block)
    yield part


def _step(blocks: list[SyntaxTreeNode]) -> Step:
    shown, *notes = _split(blocks, NOTES)
    claim, *body = shown
    questions = [block for block in body if block.type == "blockquote"]
    if len(questions) > 1:
        raise MalformedLesson(f'"{_inline(claim)}" asks more than one question')
    text = [block for block in body if block.type != "blockquote"]
    return Step(
        claim=_inline(claim),
        text=_html(text),
        question=_question(questions[0]) if questions else None,
        notes=_html([block for part in notes for block in part[1:]]),
        code=tuple((block.info.split()[1], block.content) for block in text if block.type == "fence"),
    )


def _question(block: SyntaxTreeNode) -> Question:
    kinds = [child.type for child in block.children]
    if kinds != ["paragraph", "ordered_list", "paragraph"]:
        raise MalformedLesson(f"a question is a paragraph, a numbered list and a paragraph, not {kinds}")
    text, answers, why = block.children
    return Question(
        _inline(text),
        tuple(_inline(paragraph) for item in answers.children for paragraph in item.children),
        _inline(why),
    )


def _inline(block: SyntaxTreeNode) -> str:
    """The HTML inside a heading or paragraph."""
    return _unparted(MARKDOWN.renderer.render(block.children[0].to_tokens(), MARKDOWN.options, {}))


def _html(blocks: list[SyntaxTreeNode]) -> str:
    tokens = [token for block in blocks for token in block.to_tokens()]
    return _unparted(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}).strip())


def _unparted(html: str) -> str:
    """No line begins with the comma behind a word that is a button, nor with a "%", and none ends within a product."""
    html = TERM_AND_STOP.sub(r'<span class="unparted">\g<0></span>', html)
    return html.replace(" %", "\u00a0%").replace(" × ", "\u00a0×\u00a0")


def _term_opens(tokens: list[Token], at: int, *_: object) -> str:
    kind = str(tokens[at].attrs["href"]).removeprefix("#")
    if kind not in KINDS:
        raise MalformedLesson(f'"#{kind}" is no kind; there are {", ".join(KINDS)}')
    return f'<button type="button" class="term" data-kind="{kind}">'


def _excerpt(tokens: list[Token], at: int, *_: object) -> str:
    """Lines of a file of this project, under its name."""
    name = re.fullmatch(r"python (\S+)", tokens[at].info)
    if not name:
        raise MalformedLesson(f'"{tokens[at].info}" heads an excerpt; write "python" and the file\'s path')
    code = f'<pre tabindex="0"><code>{"".join(map(_line, tokens[at].content.splitlines()))}</code></pre>'
    return f'<figure class="code"><figcaption>{name[1]}</figcaption>{code}</figure>'


def _line(code: str) -> str:
    """One line. Where there is no room for it, it may break at a bracket, and goes on further right than it began."""
    indent = len(code) - len(code.lstrip())
    text = re.sub(r"\((?!\))", "(<wbr>", escape(code, quote=False))
    return f'<span class="line" style="--indent: {indent + FURTHER}ch">{text}\n</span>'


def _line_ends(tokens: list[Token], at: int, *_: object) -> str:
    """A line's end in the file is a space on the page, but not between Chinese characters."""
    beside = tokens[at - 1].content[-1:] + tokens[at + 1].content[:1]
    return "" if any(unicodedata.east_asian_width(letter) in "WF" for letter in beside) else "\n"


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")  # HTML: for MathML and subscripts
    rules = {"link_open": _term_opens, "link_close": lambda *_: "</button>", "fence": _excerpt, "softbreak": _line_ends}
    for name, rule in rules.items():
        markdown.renderer.rules[name] = rule
    return markdown


MARKDOWN = _markdown()
