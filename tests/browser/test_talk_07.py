"""Chapter 7 of the talk, loss: every number against PyTorch."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from playwright.sync_api import Locator, expect
from torch import Tensor, nn

from digit_model import load_reader
from tests.browser.learning import compact, near
from tests.browser.talk_steps import answer, go, number
from tests.browser.visitor import Visitor, percentage


@pytest.fixture(scope="module")
def logits(digit: Tensor) -> Tensor:
    """The trained network's scores, (10,), in double precision."""
    with torch.inference_mode():
        return load_reader("talk").network.double()(digit.double())[0].clone()


def table(scene: Locator) -> list[list[str]]:
    """The texts of the ten rows."""
    return [row.locator("td").all_inner_texts() for row in scene.locator(".ten tbody tr").all()]


def slopes(loss: Callable[[Tensor], Tensor], logits: Tensor) -> tuple[float, Tensor]:
    given = logits.clone().requires_grad_()
    value = loss(given)
    value.backward()
    assert given.grad is not None
    return value.item(), given.grad


def test_softmax_is_blind_to_what_is_added_to_all_scores(talk: Visitor, logits: Tensor):
    scene = go(talk.page, "7.1")
    why = answer(talk.page, live=1)
    first, second = logits.sort(descending=True).values[:2].tolist()
    assert f"leads by {first - second:.2f}" in why
    for added in (0, 4.5):
        scene.locator("input[type=range]").fill(str(added))
        for (score, power, share), exact, chance in zip(table(scene), logits + added, logits.softmax(0), strict=True):
            assert number(score) == pytest.approx(exact.item(), abs=0.0051)
            assert compact(power) == near(math.exp(exact))
            assert percentage(share) == pytest.approx(100 * chance.item(), abs=0.051)


def test_each_label_has_its_price(talk: Visitor, logits: Tensor):
    scene = go(talk.page, "7.2")
    costs = [F.cross_entropy(logits[None], torch.tensor([label])).item() for label in range(10)]
    order = logits.argsort(descending=True).tolist()
    offered = sorted([order[1], order[5], order[9]])
    expect(scene.locator(".ten tr:not(.marked) td.cost span").first).to_be_hidden()
    why = answer(talk.page, live=offered.index(int(np.argmax(costs))))
    assert f"A {int(np.argmax(costs))} would cost" in why
    assert [compact(cost) for _, cost in table(scene)] == [near(cost) for cost in costs]
    scene.locator('.chooser [data-key="9"]').click()
    formula = scene.locator(".sum [lang=en]").inner_text()
    assert compact(formula.split(" = ")[-1]) == near(costs[9])
    assert compact(formula.split("−ln ")[2].split(" = ")[0]) == near(logits.softmax(0)[9].item())


def test_both_losses_push_as_their_gradients_say(talk: Visitor, logits: Tensor):
    scene = go(talk.page, "7.3")
    answer(talk.page, live=0)
    for label in (int(logits.argsort(descending=True)[1]), 4, 0):
        scene.locator(f'.chooser [data-key="{label}"]').click()
        target = F.one_hot(torch.tensor(label), 10).double()
        cross, pushed = slopes(lambda given, label=label: F.cross_entropy(given[None], torch.tensor([label])), logits)
        squared, less = slopes(lambda given, target=target: F.mse_loss(given.softmax(0), target), logits)
        found = np.array([[number(text) for text in row] for row in table(scene)])
        assert found == pytest.approx(-torch.stack([pushed, less], 1).numpy(), abs=0.0051)
        said = scene.locator(".sum [lang=en]").inner_text()
        losses = re.fullmatch(f"Label {label}: cross-entropy (.*), squared error (.*)", said)
        assert losses
        assert [compact(loss) for loss in losses.groups()] == [near(cross), near(squared)]


def test_the_losses_of_the_table_are_pytorchs_which_has_more_than_19(talk: Visitor):
    scene = go(talk.page, "7.4")
    answer(talk.page, live=1)
    names = scene.locator("code").all_inner_texts()
    assert len(names) == 6
    assert all(issubclass(getattr(nn, name), nn.Module) for name in names)
    assert len([name for name in dir(nn) if name.endswith("Loss")]) > 19
