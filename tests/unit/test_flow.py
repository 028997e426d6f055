"""How the flow groups the stages of a network, and what it says of them, from the wiring alone."""

from __future__ import annotations

import re

import pytest
import torch
from torch import nn

from digit_model import VARIANTS, Reader
from digit_model.checkpoint import Config
from digit_model.explain.wiring import wiring
from digit_model.network import StagedNet
from digit_model.ui.parts.flow.flow import flow
from digit_model.ui.parts.flow.groups import Group, groups, rows
from digit_model.ui.parts.flow.sentences import Sentences, size
from digit_model.ui.parts.flow.terms import plain
from digit_model.verdict import Thresholds


def told(network: StagedNet) -> tuple[list[Group], Sentences]:
    wires = wiring(network)
    types = {name: type(stage).__name__ for name, stage in network.named_children()}
    return groups(wires), Sentences(wires, types)


def headlines(network: StagedNet) -> list[tuple[str, list[str]]]:
    """Of every group: its headline, and the names of its stages."""
    every, sentences = told(network)
    spoken = [plain(sentences.headline(group)).en.replace("\u00a0", " ") for group in every]
    return [(words, [wire.name for wire in group.stages]) for words, group in zip(spoken, every, strict=True)]


def summaries(network: StagedNet) -> list[str]:
    every, sentences = told(network)
    return [plain(sentences.summary(group)).en.replace("\u00a0", " ") for group in every]


def wholes(network: StagedNet) -> dict[str, str]:
    _, sentences = told(network)
    said = {wire.name: [plain(sentences.whole(wire)), plain(size(wire.shape))] for wire in wiring(network)}
    return {name: " ".join(text.en.replace("\u00a0", " ") for text in texts) for name, texts in said.items()}


def odd() -> StagedNet:
    """Means where the talk's network has maxima, a grouped convolution, and maps that are rectified by themselves."""
    stages = {
        "conv1": nn.Conv2d(1, 4, 3, padding=1),
        "relu1": nn.ReLU(),
        "mean": nn.Sequential(nn.AvgPool2d(2), nn.Tanh()),
        "conv2": nn.Conv2d(4, 8, 3, padding=1, groups=2),
        "pool": nn.MaxPool2d(3),
        "flatten": nn.Flatten(),
        "fc": nn.Linear(8 * 4 * 4, 10),
    }
    return StagedNet(stages)


def test_stages_that_look_alike_stand_together_under_what_they_do():
    assert headlines(VARIANTS["pen"]()) == [
        ("Look at up to 5 × 5", ["conv1", "conv2"]),
        ("Halve", ["pool1"]),
        ("Look at up to 14 × 14", ["conv3", "conv4"]),
        ("Halve", ["pool2"]),
        ("Look at all of it", ["conv5", "conv6"]),
        ("96 sums", ["pool3"]),
        ("10 scores → %", ["fc"]),
    ]
    assert headlines(VARIANTS["talk"]())[2:] == [
        ("Look at 8 × 8 pixels", ["conv2"]),
        ("Halve", ["pool2"]),
        ("16 sums", ["flatten", "fc1", "relu"]),
        ("10 scores → %", ["fc2"]),
    ]
    assert headlines(VARIANTS["talk-average"]()) == headlines(VARIANTS["talk"]())
    assert headlines(VARIANTS["softmax"]()) == [("784 in a row", ["flatten"]), ("10 scores → %", ["fc"])]
    assert headlines(odd()) == [
        ("Look at 3 × 3 pixels", ["conv1", "relu1"]),
        ("Another kind", ["mean"]),
        ("Look at more", ["conv2"]),
        ("Shrink", ["pool"]),
        ("128 in a row", ["flatten"]),
        ("10 scores → %", ["fc"]),
    ]


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_stage_is_in_one_group_in_order_and_two_rows_hold_all_groups(variant):
    wires = wiring(VARIANTS[variant]())
    every = groups(wires)
    assert [wire for group in every for wire in group.stages] == wires
    assert [group for row in rows(every) for group in row] == every
    across = [sum(group.width for group in row) for row in rows(every)]
    if len(across) == 2:  # no other break would make the wider row narrower
        other = [max(sum(g.width for g in every[:at]), sum(g.width for g in every[at:])) for at in range(1, len(every))]
        assert max(across) <= min(other) + 60


def test_a_group_says_what_its_stages_do_one_after_the_other():
    assert summaries(VARIANTS["pen"]()) == [
        "16 kernels, each over your digit, then 16 more over all 16 maps; negatives become 0.",
        "Of every 2 × 2, only the largest goes on.",
        "48 kernels, each over all 16 maps, then 48 more over all 48 maps; negatives become 0.",
        "Of every 2 × 2, only the largest goes on.",
        "96 kernels, each over all 48 maps, then 96 more over all 96 maps; negatives become 0.",
        "Each map, weighted and summed to one number.",
        "One score (logit) a digit: a weighted sum of the 96; softmax makes shares of them.",
    ]
    assert summaries(VARIANTS["talk"]())[4] == (
        "All 1,568 numbers in a row; 16 weighted sums of the 1,568; negatives become 0."
    )
    assert summaries(VARIANTS["sprint"]())[1] == "Of every 2 × 2, only the largest goes on; negatives become 0."
    average = summaries(VARIANTS["talk-average"]())
    assert average[1] == average[3] == "Of every 2 × 2, the mean goes on."
    assert summaries(VARIANTS["talk-without-relu"]())[4] == "All 1,568 numbers in a row; 16 weighted sums of the 1,568."
    assert summaries(odd())[1] == "Sequential: a layer that this page does not know."


def test_a_stage_says_what_it_does_how_much_of_the_digit_it_looks_at_and_what_comes_out():
    pen = wholes(VARIANTS["pen"]())
    assert pen["conv2"] == (
        "16 kernels, each over all 16 maps; looks at 5 × 5 pixels; negatives become 0. 16 maps of 28 × 28 numbers."
    )
    fields = [int(found[1]) if (found := re.search(r"looks at (\d+)", words)) else None for words in pen.values()]
    assert fields == [3, 5, 6, 10, 14, 16, 24, None, None, None]
    assert "looks at all of it" in pen["conv6"]
    assert pen["fc"] == "One score (logit) a digit: a weighted sum of the 96. 10 numbers."
    talk = wholes(VARIANTS["talk"]())
    assert talk["relu"] == "Negatives become 0. 16 numbers."
    assert "negatives" not in talk["conv1"]
    assert wholes(odd())["conv2"] == "8 kernels, each over 2 of the 4 maps. 8 maps of 14 × 14 numbers."


@pytest.mark.parametrize("build", [*VARIANTS.values(), odd], ids=lambda build: build.__name__)
def test_a_term_is_a_button_once_and_what_it_opens_is_there_once(build):
    torch.manual_seed(0)
    html = flow(Reader(build().eval(), Config("talk", "none", 0, Thresholds(4.5, 0.2)))).html_template
    notes = re.findall(r'<div popover id="([\w-]+)"', html)
    assert len(notes) == len(set(notes))
    assert "[" not in re.sub(r"<script.*?</script>", "", html), "no mark is left unread"
    shown = html[html.index('class="chain"') :]
    for language, other in (("en", "zh"), ("zh", "en")):
        words = re.sub(rf'<span lang="{other}">.*?(?=<span lang="{language}">|</p>|</h3>)', "", shown)
        opened = re.findall(r'popovertarget="([\w-]+)"', words)
        assert set(opened) <= set(notes)
        assert len(opened) == len(set(opened)), language
        assert {"term-score", "term-softmax"} <= set(opened)
