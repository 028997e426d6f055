"""Chapter 9 of the talk, training loop: every number against PyTorch."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from playwright.sync_api import expect
from torch import Tensor
from torch.nn.utils import vector_to_parameters

from digit_model import VARIANTS, load_reader
from digit_model.course import load_snapshots
from digit_model.network import StagedNet
from tests.browser.learning import compact, gradient, near, trained
from tests.browser.talk_steps import answer, bars, go
from tests.browser.visitor import Visitor, percentage, shown

PLACE = "({ style }) => [style.left, style.top]"


def test_the_loop_changes_one_thing_a_line(talk: Visitor, beginner: StagedNet, digit: Tensor):
    scene = go(talk.page, "9.1")
    losses, rate = [], 0.1
    first = gradient(beginner, digit, torch.tensor([4]))[1]
    optimiser = torch.optim.SGD(beginner.parameters(), lr=rate)
    losses = trained(beginner, optimiser, 4, digit, torch.tensor([4]))
    talk.page.locator("#step .answer").first.click()
    expect(talk.page.locator("#step .why")).to_contain_text("times as far as it should")
    pictures = "[...document.querySelectorAll('#tour .changing canvas')].map((canvas) => canvas.toDataURL())"
    following = scene.get_by_role("button", name="Run the next line")
    before = talk.page.evaluate(pictures)
    for line, changed in enumerate(["probabilities", "loss", "gradient", "gradient", "weights"]):
        following.click()
        expect(scene.locator(".lines li").nth(line)).to_have_class("now")
        expect(scene.locator(".changing .now figcaption [lang=en]")).to_have_text(changed)
        if line == 1:
            assert compact(scene.locator("output").inner_text()) == near(losses[0])
        if line == 3:
            assert [old == new for old, new in zip(before, talk.page.evaluate(pictures), strict=True)] == [False, True]
            steepest = scene.locator(".sum [lang=en]").first.inner_text().split("is ")[-1].removesuffix(".")
            assert compact(steepest) == near(first.abs().max().item())
    scene.get_by_role("button", name="All five lines").click()
    scene.get_by_role("button", name="All five lines").click()
    course = scene.locator(".course [lang=en]").inner_text().removeprefix("loss, round by round: ")
    assert [compact(loss) for loss in course.split(" → ")] == [near(loss) for loss in losses[:3]]


def test_a_gradient_that_was_not_zeroed_lengthens_the_step(talk: Visitor, beginner: StagedNet, digit: Tensor):
    go(talk.page, "9.1")
    first = gradient(beginner, digit, torch.tensor([4]))[1]
    torch.optim.SGD(beginner.parameters(), lr=0.1).step()
    second = gradient(beginner, digit, torch.tensor([4]))[1]
    ratio = ((first + second).norm() / second.norm()).item()
    expect(talk.page.locator("#step .why [lang=en]")).to_contain_text(f"the second step goes {ratio:.1f} times as far")


def test_each_digit_of_a_batch_pulls_its_own_way(talk: Visitor, beginner: StagedNet, batch: tuple[Tensor, Tensor]):
    scene = go(talk.page, "9.2")
    rows = [gradient(beginner, one[None], label[None])[1] for one, label in zip(*batch, strict=True)]
    angles = [math.degrees(math.acos(F.cosine_similarity(row, sum(rows), dim=0).item())) for row in rows]
    why = answer(talk.page, live=0 if angles[0] < 45 else 1 if angles[0] < 75 else 2)
    assert f"The angle between them is {angles[0]:.0f}°" in why
    found = [float(text.removesuffix("°")) for text in scene.locator(".dial span").all_inner_texts()]
    assert found == pytest.approx(angles, abs=0.6)


def test_the_file_holds_the_networks_tensors(talk: Visitor):
    scene = go(talk.page, "9.3")
    answer(talk.page, live=1)
    rows = [row.locator("td").all_inner_texts() for row in scene.locator(".tensors tbody tr").all()]
    state = load_reader("talk").network.state_dict()
    shapes = {name: " × ".join(f"{length:,}" for length in tensor.shape) for name, tensor in state.items()}
    assert rows == [[name, shapes[name], f"{tensor.numel():,}"] for name, tensor in state.items()]
    expect(scene.locator(".config")).to_contain_text('"variant": "talk"')


def test_every_state_of_the_run_reads_the_drawing(talk: Visitor, digit: Tensor):
    scene = go(talk.page, "9.4")
    snapshots = load_snapshots()
    network = VARIANTS["talk"]()
    answers = []
    for row in snapshots.weights:
        vector_to_parameters(torch.from_numpy(row.astype(np.float32)), network.parameters())
        with torch.no_grad():
            answers.append(network(digit).softmax(1)[0].numpy())
    unsure = [at for at, shares in enumerate(answers) if shares[4] <= 0.5]
    learned = snapshots.table[unsure[-1] + 1]
    why = answer(talk.page, live=0 if learned["step"] <= 100 else 1 if learned["epoch"] <= 1 else 2)
    assert f"From step {learned['step']:,} on, after {learned['digits']:,} digits" in why
    expect(scene.locator(".sum [lang=en]")).to_contain_text(f"After {learned['step']:,} steps")  # there the slider is
    for at in (0, 10, len(answers) - 1):
        scene.locator("input[type=range]").fill(str(at))
        state = snapshots.table[at]
        accuracy = f"{100 * state['val_accuracy']:.1f} % of the validation set"
        expect(scene.locator(".sum [lang=en]")).to_contain_text(f"After {state['step']:,} steps")
        expect(scene.locator(".sum [lang=en]")).to_contain_text(accuracy)
        assert bars(scene, percentage) == pytest.approx((100 * answers[at]).tolist(), abs=0.1)
        left, top = (shown(place.removesuffix("%")) for place in scene.locator(".dot").evaluate(PLACE))
        assert left == pytest.approx(100 * at / (len(answers) - 1), abs=0.1)
        assert top == pytest.approx(100 - 100 * answers[at][4], abs=0.1)
