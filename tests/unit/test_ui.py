"""What the page is made of, without a browser."""

from __future__ import annotations

import asyncio
import contextlib
import re

import gradio.queueing
import pytest
from starlette.exceptions import HTTPException

from digit_model import VARIANTS, Reader, load_reader
from digit_model.checkpoint import Config
from digit_model.ui.page import build_page
from digit_model.ui.parts.head.head import head
from digit_model.ui.parts.surgery.surgery import KERNELS
from digit_model.ui.server.door.body_limit import MAX_JSON, MAX_UPLOAD, BodyLimit
from digit_model.ui.text import PARTS, Text, words_of
from digit_model.verdict import Thresholds


def texts(value: object) -> list[Text]:
    """All texts in the module of strings."""
    if isinstance(value, Text):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return [text for part in parts for text in texts(part)]


def test_every_text_is_there_in_both_languages_with_the_same_placeholders():
    parts = [path.parent.name for path in PARTS.glob("*/words.toml")]
    found = [text for part in parts for text in texts(words_of(part))]
    assert len(found) > 150
    for text in found:
        assert text.en.strip()
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text.zh), text
        assert set(re.findall(r"{\w+}", text.en)) == set(re.findall(r"{\w+}", text.zh))


def test_no_rule_of_style_asks_what_an_element_holds():
    """``:has()`` is asked anew after every change beneath an element: of the page, at every movement of the pen."""
    sheets = sorted(PARTS.parent.glob("**/*.css"))
    assert len(sheets) > 15
    assert [str(sheet) for sheet in sheets if ":has(" in sheet.read_text("utf-8")] == []


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app is its first page, with no other beside it."""
    monkeypatch.setattr("digit_model.ui.page.bundled_models", list)
    monkeypatch.setattr("digit_model.ui.page.talk_page", lambda: None)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_page_is_built_for_any_variant_from_its_stages_alone(variant):
    reader = Reader(VARIANTS[variant]().eval(), Config(variant, "none", 0, Thresholds(4.5, 0.2)))
    page = build_page(reader, unreachable="someone/<b>digits")
    parts = {block.elem_id: block for block in page.blocks.values() if getattr(block, "elem_id", None)}
    for name, _ in reader.network.named_children():
        assert parts["flow"].html_template.count(f'data-stage="{name}"') == 1
    assert "someone/&lt;b&gt;digits could not be fetched" in parts["head"].html_template


def test_the_head_lists_the_pages_of_the_site_and_the_networks_where_there_are_any():
    reader = load_reader("talk")
    listed = head(reader, {"talk": "./"}).html_template
    assert '<a href="./" aria-current=page><span lang="en">Draw</span>' in listed
    assert '<a href="talk"><span lang="en">Talk</span><span lang="zh">讲解</span></a>' in listed
    assert '<a href="./" aria-current=page><span lang="en">simple</span><span lang="zh">简单</span></a>' in listed
    in_the_talk = head(reader, {}, current="talk").html_template
    assert '<a href="talk" aria-current=page>' in in_the_talk
    assert "network-name" not in in_the_talk


@pytest.mark.parametrize(("path", "limit"), [("/gradio_api/upload", MAX_UPLOAD), ("/anything", MAX_JSON)])
@pytest.mark.parametrize("announced", [True, False])
def test_a_large_body_is_refused_and_hardly_read(path, limit, announced):
    read = 0

    async def receive():
        nonlocal read
        read += 65_536
        return {"type": "http.request", "body": b"x" * 65_536, "more_body": True}

    async def app(scope, receive, send):
        # As a framework does: an exception while the body is read becomes an answer.
        with contextlib.suppress(HTTPException):
            while (await receive())["more_body"]:
                pass
        await send({"type": "http.response.start", "status": 400, "headers": []})

    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"content-length", str(limit + 1).encode())] if announced else []
    scope = {"type": "http", "path": path, "headers": headers, "method": "POST"}
    asyncio.run(BodyLimit(app)(scope, receive, send))
    assert sent[0]["status"] == 413
    assert read <= (0 if announced else limit + 65_536)


def test_every_kernel_has_its_name_in_both_languages():
    assert list(KERNELS) == list(words_of("surgery")["kernels"])


@pytest.mark.usefixtures("alone")
def test_an_app_that_nobody_asks_looks_for_work_fifty_times_a_second_and_not_a_thousand(monkeypatch):
    queue = build_page(load_reader("talk"))._queue
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        queue.stopped = len(pauses) == 3

    monkeypatch.setattr(gradio.queueing.asyncio, "sleep", pause)
    asyncio.run(queue.start_processing())
    assert pauses == [0.02] * 3
