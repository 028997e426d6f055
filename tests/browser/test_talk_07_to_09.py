"""Chapters 7 to 9 of the talk, loss, optimiser and training loop: every number against PyTorch, on one page."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from playwright.sync_api import BrowserContext, Locator, expect
from torch import Tensor, nn
from torch.nn.utils import vector_to_parameters

from digit_model import VARIANTS, load_reader
from digit_model.course import load_kept_aside, load_snapshots
from digit_model.network import StagedNet, to_batch
from digit_model.ui.server.lessons import assets
from tests.browser.talk_steps import answer, bars, go, number
from tests.browser.visitor import App, Visitor, open_in, percentage, shown

PLACE = "({ style }) => [style.left, style.top]"
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
WEIGHTS = """async () => {
  const [{ name }] = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/08-batch.js"));
  return [...(await import(name)).beginner(rested.network).weights];
}"""


@pytest.fixture(scope="module")
def digit(talk: Visitor) -> Tensor:
    """What the network saw, (1, 1, 28, 28)."""
    return to_batch([talk.digit()])


@pytest.fixture(scope="module")
def logits(digit: Tensor) -> Tensor:
    """The trained network's scores, (10,), in double precision."""
    with torch.inference_mode():
        return load_reader("talk").network.double()(digit.double())[0].clone()


@pytest.fixture(scope="module")
def batch(digit: Tensor) -> tuple[Tensor, Tensor]:
    """The visitor's 4 and, of each other digit, the first one that was kept aside; and what they are."""
    digits, labels = load_kept_aside()
    others = [int(np.flatnonzero(labels == label)[0]) for label in range(10) if label != 4]
    return torch.cat([digit, to_batch(list(digits[others] / 255))]), torch.tensor([4, *labels[others]])


@pytest.fixture
def beginner(talk: Visitor) -> StagedNet:
    """The network that knows nothing yet."""
    network = VARIANTS["talk"]()
    vector_to_parameters(torch.tensor(talk.page.evaluate(WEIGHTS)), network.parameters())
    return network


def compact(text: str) -> float:
    """The number that a text stands for, such as "10⁻³" or "1,630"."""
    match = re.fullmatch(r"(?:([-\d.,]+)(?: × |$))?(?:10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+))?", text.replace("−", "-"))
    assert match, text
    return float((match[1] or "1").replace(",", "")) * 10.0 ** int((match[2] or "⁰").translate(SUPERSCRIPTS))


def near(value: float) -> Any:
    """What two written digits of a number may stand for."""
    return pytest.approx(value, rel=0.06, abs=0.0051)


def table(scene: Locator) -> list[list[str]]:
    """The texts of the ten rows."""
    return [row.locator("td").all_inner_texts() for row in scene.locator(".ten tbody tr").all()]


def slopes(loss: Callable[[Tensor], Tensor], logits: Tensor) -> tuple[float, Tensor]:
    given = logits.clone().requires_grad_()
    value = loss(given)
    value.backward()
    assert given.grad is not None
    return value.item(), given.grad


def gradient(network: StagedNet, digits: Tensor, labels: Tensor) -> tuple[float, Tensor]:
    """The mean loss, and its gradient as one row."""
    network.zero_grad()
    loss = F.cross_entropy(network(digits), labels)
    loss.backward()
    return loss.item(), torch.cat(
        [weights.grad.ravel() for weights in network.parameters() if weights.grad is not None]
    )


def trained(
    network: StagedNet, optimiser: torch.optim.Optimizer, steps: int, digits: Tensor, labels: Tensor
) -> list[float]:
    """The losses before every step and after the last."""
    losses = []
    for _ in range(steps):
        losses.append(gradient(network, digits, labels)[0])
        optimiser.step()
    return [*losses, F.cross_entropy(network(digits), labels).item()]


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
    for at in (4, 16, 32):
        scene.locator("input[type=range]").fill(str(at))
        distance, loss, _ = re.findall(r"[\d.]+(?=[:.])", scene.locator(".sum [lang=en]").inner_text())
        far = 32 / at * float(distance)
        assert math.log2(far / 0.01) == pytest.approx(round(math.log2(far / 0.01)), abs=0.5)
        exact = 0.01 * 2 ** round(math.log2(far / 0.01)) * at / 32
        vector_to_parameters(weights - exact * row, beginner.parameters())
        with torch.no_grad():
            assert float(loss) == near(F.cross_entropy(beginner(batch[0]), batch[1]).item())


def test_three_optimisers_run_as_pytorchs(talk: Visitor, batch: tuple[Tensor, Tensor]):
    scene = go(talk.page, "8.3")
    answer(talk.page, live=2)
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


def test_an_absurd_rate_is_run_and_what_is_no_number_is_refused(talk: Visitor):
    page = talk.page
    go(page, "8.1")
    scene = go(page, "8.4")
    page.wait_for_function("document.querySelector('#tour .told')?.textContent.includes('every unit is 0')")
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
    own.fill("quick")
    own.press("Enter")
    expect(scene.locator(".status [lang=en]")).to_have_text("“quick” is no number; 0.1 stays. Try 0.1, 1e9 or nan.")
    assert told(scene).startswith("It learns")


def test_the_loop_changes_one_thing_a_line(talk: Visitor, beginner: StagedNet, digit: Tensor):
    scene = go(talk.page, "9.1")
    losses, rate = [], 0.1
    first = gradient(beginner, digit, torch.tensor([4]))[1]
    optimiser = torch.optim.SGD(beginner.parameters(), lr=rate)
    losses = trained(beginner, optimiser, 4, digit, torch.tensor([4]))
    talk.page.locator("#step .answer").first.click()
    expect(talk.page.locator("#step .why")).to_contain_text("times as long as it should be")
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
    scene.get_by_role("button", name="A whole round").click()
    scene.get_by_role("button", name="A whole round").click()
    course = scene.locator(".course [lang=en]").inner_text().removeprefix("loss, round by round: ")
    assert [compact(loss) for loss in course.split(" → ")] == [near(loss) for loss in losses[:3]]


def test_a_gradient_that_was_not_zeroed_lengthens_the_step(talk: Visitor, beginner: StagedNet, digit: Tensor):
    go(talk.page, "9.1")
    first = gradient(beginner, digit, torch.tensor([4]))[1]
    torch.optim.SGD(beginner.parameters(), lr=0.1).step()
    second = gradient(beginner, digit, torch.tensor([4]))[1]
    ratio = ((first + second).norm() / second.norm()).item()
    expect(talk.page.locator("#step .why [lang=en]")).to_contain_text(f"the second step is {ratio:.1f} times as long")


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
    assert rows == [[name, " × ".join(map(str, tensor.shape)), f"{tensor.numel():,}"] for name, tensor in state.items()]
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


def test_what_does_not_arrive_is_said_to_be_missing(contexts: Callable[..., BrowserContext], app: App):
    context = contexts("en-GB", False)  # of its own: another's cache has the digits
    context.route(f"**/{assets()['kept']['digits']['address']}", lambda route: route.abort())
    page = open_in(context, app, "/talk#8.2").page
    expect(page.locator("#tour .scene .status [lang=en]")).to_contain_text("They are not here yet")
    page.locator("#step .answer").first.click()
    expect(page.locator("#step .feedback")).not_to_be_empty()
    expect(page.locator("#step .answer[data-live]")).to_have_count(0)
    page.close()
