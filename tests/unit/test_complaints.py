"""What a visitor can cause is said in English to callers of the API, and in both languages on the page."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import gradio as gr
import numpy as np
import pytest
from PIL import Image

from digit_model import UnreadablePicture
from digit_model.decoding import MAX_PIXELS
from digit_model.errors import HubRefused, HubUnreachable, UnknownModel
from digit_model.ui.server.complaints import COMPLAINTS, told
from digit_model.ui.server.pictures import shown

PACKAGE = Path(__file__).parent.parent.parent / "digit_model"
# What no visitor meets: they send files, not objects of Python.
FOR_CALLERS = ("is not a picture, an array", "an array must be uint8")


def sentences(file: str, errors: str) -> set[str]:
    """Every sentence that is raised there, or made to be raised."""
    calls = [node for node in ast.walk(ast.parse((PACKAGE / file).read_text())) if isinstance(node, ast.Call)]
    made = [call for call in calls if isinstance(call.func, ast.Name) and re.fullmatch(errors, call.func.id)]
    return {call.args[0].value for call in made if call.args and isinstance(call.args[0], ast.Constant)}


def test_every_sentence_of_pictures_models_and_the_hub_has_its_chinese():
    known = {text.en for text in COMPLAINTS}
    raised = sentences("picture.py", "UnreadablePicture") | sentences("hub.py", "HubRefused|HubUnreachable")
    raised |= sentences("decoding.py", "UnreadablePicture") | sentences("borrowed.py", "HubRefused|HubUnreachable")
    raised |= sentences("ui/server/models.py", "UnknownModel|HubUnreachable")
    assert {sentence for sentence in raised if not any(words in sentence for words in FOR_CALLERS)} == known


@pytest.mark.parametrize("text", COMPLAINTS)
def test_both_languages_state_the_same_facts(text):
    assert sorted(re.findall(r"{\w+}", text.en)) == sorted(re.findall(r"{\w+}", text.zh))
    assert re.search("[\u4e00-\u9fff]", text.zh)
    assert not re.search("[\u4e00-\u9fff]", text.en)


def bad_pictures(folder: Path) -> dict[str, str]:
    """{path: what the Chinese says of it}"""
    (folder / "<b>notes.png").write_bytes(b"these are only notes")
    whole = folder / "whole.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (60, 60)).astype("uint8")).save(whole)
    (folder / "half.png").write_bytes(whole.read_bytes()[:2000])
    Image.new("1", (9000, 6000)).save(folder / "large.png")
    return {
        str(folder / "<b>notes.png"): "&lt;b&gt;notes.png 不是能识别的图片；请发送 PNG",
        str(folder / "half.png"): "图片不完整或已损坏",
        str(folder / "large.png"): f"图片有 9000 × 6000 像素，超过了 {MAX_PIXELS // 10_000} 万",
        str(folder / "gone.png"): "无法打开 gone.png",
    }


def test_a_bad_picture_leaves_the_page_with_the_reason_in_both_languages(tmp_path):
    for path, chinese in bad_pictures(tmp_path).items():
        emptied, for_pad = shown(path)
        assert emptied is None
        refused = json.loads(for_pad)["refused"]
        assert f'<span lang="zh">{chinese}' in refused
        assert "<b>" not in refused, "names come from anybody"


def test_a_good_picture_stays_in_the_page():
    stays, for_pad = shown(str(PACKAGE.parent / "examples" / "9-grey-paper.png"))
    assert stays == gr.skip()
    assert len(json.loads(for_pad)["picture"]["digit"]) == 4 * -(-784 // 3), "base64 of 784 bytes"


@pytest.mark.parametrize("kind", [UnreadablePicture, UnknownModel, HubRefused, HubUnreachable])
def test_an_error_keeps_its_kind_its_english_and_a_plain_sentence(kind):
    sentence = "no {model} here"
    assert str(kind(sentence, model="{x}")) == "no {x} here"
    assert told(kind(sentence, model="{x}")) == ("no {x} here", "这里没有 {x}")
    assert str(kind("a {brace} without facts")) == "a {brace} without facts"
    assert told(kind("what nobody translated <")) == ("what nobody translated &lt;",) * 2
    assert isinstance(kind(sentence, model=1), OSError if kind in (HubRefused, HubUnreachable) else ValueError)
