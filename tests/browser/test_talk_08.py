"""Chapter 8 of the talk, optimiser: every number against PyTorch."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from playwright.sync_api import Browser, Locator, expect
from torch import Tensor
from torch.nn.utils import vector_to_parameters

from digit_model import VARIANTS
from digit_model.network import StagedNet
from digit_model.ui.server.lessons import assets
from tests.browser.chromium import new_context
from tests.browser.learning import WEIGHTS, compact, gradient, near, trained
from tests.browser.running import App
from tests.browser.talk_steps import answer, explained, go
from tests.browser.visitor import Visitor, open_in, percentage


def test_one_step_is_pytorchs(talk: Visitor, beginner: StagedNet, digit: Tensor):
    scene = go(talk.page, "8.1")
    loss, row = gradient(beginner, digit, torch.tensor([4]))
    changed = int((row != 0).sum())
    share = changed / len(row)
    why = answer(talk.page, live=0 if share < 0.25 else 1 if share < 0.9 else 2)
    assert f"{changed:,} change, {100 * share:.1f} %" in why
    weights = torch.cat([part.detach().ravel() for part in beginner.parameters()])
    for exponent, rate in ((-1, 0.1), (0.5, 3)):
        scene.locator("input[type=range]").fill(str(exponent))
        vector_to_parameters(weights - rate * row, beginner.parameters())
        with torch.no_grad():
            after = beginner(digit)
        said = scene.locator(".losses [lang=en]").inner_text()
        losses, shares = said.removeprefix("loss ").split(", probability of 4: ")
        assert [compact(text) for text in losses.split(" → ")] == [
            near(loss),
            near(F.cross_entropy(after, torch.tensor([4])).item()),
        ]
        assert percentage(shares.split(" → ")[1]) == pytest.approx(100 * after.softmax(1)[0, 4].item(), abs=0.2)


def test_the_landscape_is_the_loss_along_the_gradient(talk: Visitor, beginner: StagedNet, batch: tuple[Tensor, Tensor]):
    scene = go(talk.page, "8.2")
    why = answer(talk.page, live=1)
    start = trained(beginner, torch.optim.SGD(beginner.parameters(), lr=0.1), 25, *batch)[-1]
    _, row = gradient(beginner, *batch)
    weights = torch.cat([part.detach().ravel() for part in beginner.parameters()])
    assert f"From {start:.2f} it falls" in why
    valley = re.search(r"falls to (\S+) at a length of (\S+),", why)
    assert valley
    expect(scene.locator(".sum [lang=en]")).to_contain_text(f"A step of {valley[2]}: loss {valley[1]}.")  # the slider's
    for at in (4, 16, 32):
        scene.locator("input[type=range]").fill(str(at))
        distance, loss, _ = re.findall(r"[\d.]+(?=[:.])", scene.locator(".sum [lang=en]").inner_text())
        far = 32 / at * float(distance)
        assert math.log2(far / 0.01) == pytest.approx(round(math.log2(far / 0.01)), abs=0.5)
        exact = 0.01 * 2 ** round(math.log2(far / 0.01)) * at / 32
        vector_to_parameters(weights - exact * row, beginner.parameters())
        with torch.no_grad():
            assert float(loss) == near(F.cross_entropy(beginner(batch[0]), batch[1]).item())


# Answers while the race goes on: what is said once all runners are on their way, and how far the picture has moved.
ANSWERED_EARLY = """async () => {
  const plot = document.querySelector("#tour .plot");
  const before = plot.getBoundingClientRect().top;
  document.querySelector("#step .answer").click();
  while (plot.querySelectorAll(".dot").length < 3) await new Promise(requestAnimationFrame);
  const said = document.querySelector("#step .feedback [lang=en]").textContent;
  return [said, plot.getBoundingClientRect().top - before];
}"""


def test_three_optimisers_run_as_pytorchs(talk: Visitor, batch: tuple[Tensor, Tensor]):
    scene = go(talk.page, "8.3")
    assert talk.page.evaluate(ANSWERED_EARLY) == ["Being computed …", 0], "the race is seen, and in its place"
    explained(talk.page, live=2)
    optimisers: dict[str, Callable[[Any], torch.optim.Optimizer]] = {
        "SGD": lambda weights: torch.optim.SGD(weights, lr=0.01),
        "momentum": lambda weights: torch.optim.SGD(weights, lr=0.01, momentum=0.9),
        "Adam": lambda weights: torch.optim.Adam(weights, lr=0.01),
    }
    row = torch.tensor(talk.page.evaluate(WEIGHTS))
    for shown_, (name, optimiser) in zip(scene.locator(".legend > span").all(), optimisers.items(), strict=True):
        network = VARIANTS["talk"]()
        vector_to_parameters(row.clone(), network.parameters())
        assert shown_.locator("[lang=en]").inner_text() == name
        loss = trained(network, optimiser(network.parameters()), 20, *batch)[-1]
        assert compact(shown_.locator("b").inner_text()) == pytest.approx(loss, rel=0.2 if name == "Adam" else 0.02)


def told(scene: Locator) -> str:
    """How the run ended, once it has."""
    words = scene.locator(".told [lang=en]")
    expect(words.first).not_to_have_text("training …")
    return " ".join(words.all_inner_texts())


def test_a_run_at_any_rate_is_a_real_one(talk: Visitor, beginner: StagedNet, batch: tuple[Tensor, Tensor]):
    scene = go(talk.page, "8.4")
    answer(talk.page, live=1)
    losses = trained(beginner, torch.optim.SGD(beginner.parameters(), lr=3), 30, *batch)
    with torch.no_grad():
        dead = int((beginner.trace(batch[0])["relu"] == 0).all(dim=0).sum())
        right = int((beginner(batch[0]).argmax(dim=1) == batch[1]).sum())
    assert dead == 16, "the rate of the question kills every unit"
    assert "every unit is 0 for every digit" in told(scene)
    expect(scene.locator(".alive [lang=en]")).to_have_text(
        f"{dead} of 16 ReLU units are dead. {right} of 10 digits are read rightly."
    )
    expect(scene.locator(".units .dead")).to_have_count(16)
    assert losses[-1] == pytest.approx(math.log(10), abs=0.1)
    for rate, said in (("0.001", "Too small"), ("0.1", "It learns"), ("1e9", "Far too large")):
        scene.locator(".chooser button", has_text=re.compile(f"^{rate}$")).click()
        assert told(scene).startswith(said), rate
    expect(scene.locator(".units .dead")).to_have_count(0)
    expect(scene.locator(".alive [lang=en]")).to_contain_text("Every weight and every unit is nan. 0 of 10")


# Comes back to the step and chooses another rate at once, before the run of the question can have ended.
CHOSEN_EARLY = """async () => {
  const come = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
  location.hash = "8.4";
  await come;
  document.querySelector("#tour .scene .chooser button").click();
}"""


def test_an_absurd_rate_is_run_and_what_is_no_number_is_refused(talk: Visitor):
    page = talk.page
    go(page, "8.1")
    scene = go(page, "8.4")
    page.evaluate("document.querySelector('#step .answer').click()")  # answered before, it can be disabled any moment
    page.locator("#step .why").wait_for()
    go(page, "8.1")
    page.evaluate(CHOSEN_EARLY)
    own = scene.locator("input[type=text]")
    for typed, said in (
        ("nan", "nan is not a number, yet PyTorch takes it"),
        ("inf", "An infinite step."),
        ("-0.1", "A negative rate goes uphill"),
        ("0", "With a rate of 0 nothing moves."),
        ("0,1", "It learns"),
    ):
        own.fill(typed)
        own.press("Enter")
        assert told(scene).startswith(said), typed
        expect(scene.locator(".status").first).to_be_empty()
    expect(page.locator("#step .why [lang=en]")).to_contain_text("and 1 of 10 digits")  # at a rate of 3
    own.fill("quick")
    own.press("Enter")
    expect(scene.locator(".status [lang=en]")).to_have_text("“quick” is no number; 0.1 stays. Try 0.1, 1e9 or nan.")
    assert told(scene).startswith("It learns")


def test_what_does_not_arrive_is_said_to_be_missing(browser: Browser, app: App):
    context = new_context(browser, "en-GB", touch=False)  # of its own: another's cache has the digits
    context.route(f"**/{assets()['kept']['digits']['address']}", lambda route: route.abort())
    page = open_in(context, app, "/talk#8.2").page
    expect(page.locator("#tour .scene .status [lang=en]")).to_contain_text("They are not here yet")
    page.locator("#step .answer").first.click()
    expect(page.locator("#step .feedback")).not_to_be_empty()
    expect(page.locator("#step .answer[data-live]")).to_have_count(0)
    context.close()
