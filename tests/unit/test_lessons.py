"""The lessons: both languages say the same, in their own words, and the code that they show is the project's own."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from digit_model.lessons import Chapter, MalformedLesson, Step, chapters, labels, parsed

PROJECT = Path(__file__).parent.parent.parent
CHINESE = re.compile("[\u4e00-\u9fff]")
PAIRS = list(zip(chapters("en"), chapters("zh"), strict=True))
STEPS = [
    pytest.param(one, other, id=f"{en.name} {at}")
    for en, zh in PAIRS
    for at, (one, other) in enumerate(zip(en.steps, zh.steps, strict=True), start=1)
]


def html(step: Step) -> list[str]:
    """Everything that a step says."""
    question = [step.question.text, *step.question.answers, step.question.why] if step.question else []
    return [step.claim, step.text, step.notes, *question]


def plain(fragment: str) -> str:
    """What a reader reads of it, the code left out."""
    code = r'<figure class="code">.*?</figure>|<math.*?</math>|<code>.*?</code>'
    return unescape(re.sub(r"<[^>]+>", "", re.sub(code, " ", fragment, flags=re.S)))


@pytest.mark.parametrize(("en", "zh"), PAIRS, ids=lambda chapter: chapter.name)
def test_a_chapter_has_a_few_steps_and_asks_something(en: Chapter, zh: Chapter):
    assert en.name == zh.name
    assert 3 <= len(en.steps) <= 4
    assert any(step.question for step in en.steps)
    assert any(step.code for step in en.steps), "no chapter is without the few lines it is about"


def test_the_chapters_are_numbered_without_a_gap():
    numbers = [en.number for en, _ in PAIRS]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(("en", "zh"), STEPS)
def test_both_languages_ask_the_same_and_fill_in_the_same(en: Step, zh: Step):
    assert (en.question is None) == (zh.question is None)
    if en.question and zh.question:
        assert len(en.question.answers) == len(zh.question.answers)
        assert 2 <= len(en.question.answers) <= 4
    assert en.code == zh.code
    for one, other in zip(html(en), html(zh), strict=True):
        for what in (r"{\w+}", r'data-kind="\w+"', r"<math.*?</math>", r"<t[rdh]\b"):
            assert sorted(re.findall(what, one, re.S)) == sorted(re.findall(what, other, re.S)), what


@pytest.mark.parametrize(("en", "zh"), STEPS)
def test_no_sentence_of_the_other_language_is_left(en: Step, zh: Step):
    for fragment in html(en):
        assert not CHINESE.search(plain(fragment))
    for fragment in (zh.claim, zh.text):
        assert CHINESE.search(plain(fragment))
    for fragment in html(zh):
        assert not re.search(r"(\b[a-z]{2,}\b[ ,]+){4}", plain(fragment)), "four English words in a row"


@pytest.mark.parametrize(("en", "zh"), PAIRS, ids=lambda chapter: chapter.name)
def test_every_label_is_there_in_both_languages(en: Chapter, zh: Chapter):
    for key, (english, chinese) in labels(en.name).items():
        assert english.strip(), key
        assert chinese.strip(), key
        assert not CHINESE.search(english), key
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", chinese)), key


def missing_lines(file: str, excerpt: str) -> list[str]:
    """Lines of an excerpt that do not follow one another in the file; "..." stands for lines left out."""
    lines = [line.strip() for line in (PROJECT / file).read_text("utf-8").splitlines()]
    at, missing, may_skip = 0, [], True
    for line in (line.strip() for line in excerpt.splitlines() if line.strip()):
        if line == "...":
            may_skip = True
            continue
        found = next((i for i in range(at, len(lines)) if lines[i] == line), None)
        if found is None or (not may_skip and any(lines[at:found])):
            missing.append(line)
        else:
            at = found + 1
        may_skip = False
    return missing


@pytest.mark.parametrize(("en", "zh"), STEPS)
def test_the_code_that_is_shown_is_the_projects_own(en: Step, zh: Step):
    assert [line for file, excerpt in en.code for line in missing_lines(file, excerpt)] == []


def test_an_excerpt_that_was_changed_or_shortened_in_silence_is_found():
    assert missing_lines("digit_model/variants.py", '"relu": nn.ReLU(),\n"fc2": nn.Linear(99, 10),') != []
    first, last = '"pool1": nn.MaxPool2d(2),  # (N, 16, 14, 14)', '"relu": nn.ReLU(),'
    assert missing_lines("digit_model/variants.py", f"{first}\n{last}") == [last]
    assert missing_lines("digit_model/variants.py", f"{first}\n...\n{last}") == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("## A claim\nText.", "the first line is the chapter's name"),
        ("# Name\n## Claim\n[word](#nonsense)", "no kind"),
        ("# Name\n## Claim\n> Only a question?", "a question is a paragraph"),
        ("# Name\n## Claim\n> A?\n> 1. b\n>\n> c\n\nand\n\n> A?\n> 1. b\n>\n> c", "more than one question"),
        ("# Name\n## Claim\n```python\nx = 1\n```", "the file's path"),
    ],
)
def test_a_lesson_that_is_written_otherwise_is_refused_in_words(text: str, complaint: str):
    with pytest.raises(MalformedLesson, match=complaint):
        parsed("03-convolution", text)


def test_a_line_that_ends_between_chinese_letters_leaves_no_space():
    assert parsed("03-x", "# 卷积\n## 滑动\n一行\n两行\n").steps[0].text == "<p>一行两行</p>"


def test_no_line_can_begin_with_a_percent_sign_or_the_comma_behind_a_button_or_end_within_a_product():
    whole = re.compile(r'<span class="unparted">.*?</span>')
    texts = [step.text for language in ("en", "zh") for chapter in chapters(language) for step in chapter.steps]
    assert [text for text in texts if re.search(r" [%×]|</button>[，。、；：！？]", whole.sub("", text))] == []
    assert sum(len(whole.findall(text)) for text in texts) > 30
