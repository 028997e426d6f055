"""The talk's first three chapters: what their pictures say of a visitor's digit, against NumPy and PyTorch."""

from __future__ import annotations

import json
from base64 import b64decode

import numpy as np
import pytest
import torch
from playwright.sync_api import Page, expect
from torch.nn.utils import vector_to_parameters

from digit_model import Reading, load_reader
from digit_model.network import StagedNet, to_batch
from digit_model.ui.server.made import how_made
from digit_model.variants import talk as untrained
from tests.browser.talk_steps import go
from tests.browser.visitor import Visitor, percentage, shown

READER = load_reader("talk")
MADE = how_made("talk")
YELLOW = np.array([244, 206, 20])  # as the page mixes it

# The bytes of 28 x 28 pixels of a canvas, from this column on.
PIXELS = "(canvas, left) => [...canvas.getContext('2d').getImageData(left, 0, 28, 28).data]"


def answer(page: Page, step: str) -> tuple[int, str]:
    """Open a step and answer its question: the number of the answer that came out, and why."""
    go(page, step)
    page.locator(".answer").first.click()
    live = page.locator(".answer[data-live]").get_attribute("data-answer")
    assert live is not None
    assert "undefined" not in page.locator(".feedback").inner_text()
    return int(live), page.locator("#step .why").inner_text().replace("\xa0", " ")


def slide(page: Page, value: int) -> None:
    """Set the scene's slider."""
    page.locator(".scene input[type=range]").evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input')); }", value
    )


def said_of(reading: Reading) -> str:
    """How chapter 0 words a reading, without its share."""
    if reading.verdict == "digit":
        return f"{reading.candidates[0]}, with "
    return " / ".join(reading.candidates) + ", unsure" if reading.verdict == "unsure" else "no digit"


def logits_of(network: StagedNet, ink: np.ndarray) -> np.ndarray:
    """The ten scores of one digit."""
    with torch.inference_mode():
        return network(to_batch([ink]))[0].numpy()


def module(page: Page, name: str) -> str:
    """The address of a scene's module in the running page."""
    return page.evaluate(
        "(name) => [...document.querySelectorAll('link[rel=modulepreload]')].find((l) => l.href.endsWith(name)).href",
        name,
    )


def test_what_we_build(talk: Visitor):
    page, ink = talk.page, talk.digit()
    go(page, "0.1")
    size = page.locator(".link .revealed")
    assert size.evaluate("(e) => getComputedStyle(e).visibility") == "hidden", "the question asks for it"
    live, why = answer(page, "0.1")
    assert live == 0
    assert why.startswith(f"{MADE['bytes']:,} bytes: 30,074 numbers")
    expect(size).to_be_visible()
    learned = MADE["learned"]
    scanned, drawn = learned["scanned"], sum(learned[kind] for kind in ("people", "styles", "no_digits"))
    assert f"{scanned + drawn:,} pictures" in page.locator("#step .text").inner_text()
    data = page.locator(".link").first
    expect(data).to_contain_text(f"{scanned:,} scanned digits like these (MNIST), and {drawn:,} drawings")
    first = [np.frombuffer(b64decode(digit["levels"]), np.uint8) for digit in MADE["digits"][:2]]
    sheet = page.locator(".link canvas").first.evaluate(PIXELS, 28)
    assert np.abs(np.array(sheet).reshape(-1, 4)[:, 0] - (255 - 227 * (first[1] / 255))).max() <= 1

    live, why = answer(page, "0.2")
    expect(page.locator(".scene .slider output")).to_have_text("100 %")  # that is what the answer speaks of
    weights = torch.cat([parameter.detach().flatten() for parameter in READER.network.parameters()]).numpy()
    # The page's own shuffle: the same numbers in another order, and a part of them for a part of the slider.
    mixed = page.evaluate(
        """async ([address, weights]) => {
          const { shuffled } = await import(address);
          const row = Float32Array.from(JSON.parse(weights));
          return JSON.stringify([1, 0.5].map((share) => [...shuffled(row, share)]));
        }""",
        [module(page, "00-shuffling.js"), json.dumps(weights.tolist())],
    )
    whole, half = (np.array(row, np.float32) for row in json.loads(mixed))
    assert np.array_equal(np.sort(whole), np.sort(weights))
    assert 0.45 < np.mean(half != weights) <= 0.5
    network = untrained()
    vector_to_parameters(torch.from_numpy(whole), network.parameters())
    logits = logits_of(network, ink)
    left = torch.softmax(torch.from_numpy(logits), 0)[4].item()
    assert live == (0 if logits.argmax() == 4 else 1)
    assert percentage(why.split("gets ")[1].removesuffix(".")) == pytest.approx(100 * left, abs=0.1)

    live, _ = answer(page, "0.3")
    rows, columns = (np.flatnonzero(ink.any(axis)) for axis in (1, 0))
    pushed = np.roll(ink, (-rows[0], -columns[0]), (0, 1))
    for at, digit in enumerate([ink, ink[::-1, ::-1].copy(), pushed, 1 - ink]):
        reading = READER.read_digits([digit])[0]
        expect(page.locator(".unseen figure > b").nth(at)).to_contain_text(said_of(reading))
        painted = np.array(page.locator(".unseen canvas").nth(at).evaluate(PIXELS, 0)).reshape(784, 4)[:, 0]
        assert np.abs(painted - (255 - 227 * digit.ravel())).max() <= 1
    assert live == {"digit": 0 if reading.candidates == ("4",) else 1, "unsure": 1, "not a digit": 2}[reading.verdict]


def test_a_picture_is_a_matrix(talk: Visitor):
    page, ink = talk.page, talk.digit()
    levels = np.round(ink * 255).astype(int)
    live, why = answer(page, "1.1")
    inked = np.count_nonzero(levels)
    assert why.startswith(f"{inked}.")
    assert live == np.searchsorted([80, 160], inked, side="right")
    slide(page, 5)  # the last one: 5 x 5 pixels around the middle
    corners = page.locator(".glass > canvas").evaluate(
        "(c) => Array.from({ length: 25 }, (_, i) => c.getContext('2d').getImageData((i % 5) * c.width / 5 + 6, "
        "Math.floor(i / 5) * c.width / 5 + 6, 1, 1).data[0])"
    )
    assert np.abs(corners - (255 - 227 * levels[11:16, 11:16].ravel() / 255)).max() <= 1

    live, why = answer(page, "1.2")
    assert why.startswith(f"After {page.locator('.scene .slider output').inner_text()} of 784 pixels")
    slide(page, 0)
    box = page.locator(".scene [role=application]").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 20.5 / 28, box["y"] + box["height"] * 6.5 / 28)
    changed = ink.copy()
    changed[6, 20] = 1 - changed[6, 20]
    scores = [shown(text) for text in page.locator(".scores .bar > span").all_inner_texts()]
    assert np.abs(scores - logits_of(READER.network, changed)).max() < 0.051
    expect(page.locator(".scene .sum")).to_contain_text("Row 7, column 21: 0 → 255")
    page.keyboard.press("Space")  # back again
    expect(page.locator(".scene .sum")).to_contain_text("Row 7, column 21: 0 → 0")
    order, state = list(range(784)), 7
    for last in range(783, 0, -1):
        state = state * 48271 % 0x7FFFFFFF
        order[last], order[state % (last + 1)] = order[state % (last + 1)], order[last]
    for needed in range(5, 205, 5):
        noisy = ink.ravel().copy()
        noisy[order[:needed]] = 1 - noisy[order[:needed]]
        if logits_of(READER.network, noisy).argmax() != 4:
            break
    assert why == f"After {needed} of 784 pixels, {logits_of(READER.network, noisy).argmax()} has the highest score."
    assert live == np.searchsorted([20, 60], needed, side="right")

    assert answer(page, "1.3")[0] == 0, "red ink is as bright in red as paper is"
    page.locator('.scene [data-key="yellow"]').click()
    matrices = [canvas.evaluate(PIXELS, 0) for canvas in page.locator(".matrices canvas").all()]
    for matrix, full in zip(matrices, YELLOW, strict=True):
        assert np.abs(np.array(matrix).reshape(784, 4)[:, 1] - (255 + (full - 255) * ink.ravel())).max() <= 0.51


def test_machine_learning(talk: Visitor):
    page, ink = talk.page, talk.digit()
    live, why = answer(page, "2.1")
    digits = [np.frombuffer(b64decode(d["levels"]), np.uint8).reshape(28, 28) / np.float32(255) for d in MADE["digits"]]
    is_zero = np.array([digit["label"] == 0 for digit in MADE["digits"]])
    inside = np.array([100 * digit[11:17, 11:17].mean() for digit in digits])
    by_network = np.array([reading.probabilities.argmax() == 0 for reading in READER.read_digits(digits)])
    least = min(np.sum((inside < threshold) != is_zero) for threshold in range(101))
    wrong = np.sum(by_network != is_zero)
    assert why == f"At best the rule is wrong {least} times, the network {wrong} times."
    assert live == 1 + np.sign(least - wrong)
    for threshold in (8, 60):
        slide(page, threshold)
        taken, missed = (inside < threshold) & ~is_zero, (inside >= threshold) & is_zero
        counts = [str(np.sum(taken)), str(np.sum(missed)), str(wrong)]
        assert page.locator(".wrong p > b").all_inner_texts() == counts
        assert page.locator(".thumbnails canvas").count() == np.sum(taken) + np.sum(missed)

    assert answer(page, "2.2")[0] == 1

    live, why = answer(page, "2.3")
    rows, columns = (np.flatnonzero(ink.any(axis)) for axis in (1, 0))
    box = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    filled = np.count_nonzero(box) / box.size
    assert why.startswith(f"{100 * filled:.1f} %.")
    assert live == np.searchsorted([0.25, 0.5], filled, side="right")
    size = f"{box.shape[1]} × {box.shape[0]} pixels from column {columns[0]}, row {rows[0]}"
    expect(page.locator(".tasks figure").nth(1)).to_contain_text(size)

    live, why = answer(page, "2.4")
    counts = {name: sum(p.numel() for p in stage.parameters()) for name, stage in READER.network.named_children()}
    assert page.locator(".stages tr td:last-child").all_inner_texts() == [f"{count:,}" for count in counts.values()]
    assert live == 2
    assert why == f"fc1 keeps {counts['fc1']:,}, conv1 only {counts['conv1']}."
    trace = READER.network.trace(to_batch([ink]))
    shapes = [" × ".join(f"{length:,}" for length in activation.shape[1:]) for activation in trace.values()]
    assert page.locator(".stages tr td:nth-child(3)").all_inner_texts() == shapes
