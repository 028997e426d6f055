"""Chapter 6 of the talk, fully connected: every number against PyTorch, on one page."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from playwright.sync_api import Locator, expect
from torch import Tensor, nn

from tests.browser.talk_network import FC1, FC2, ROUNDED, likeliest, traced
from tests.browser.talk_steps import answer, bars, go, numbers
from tests.browser.visitor import Visitor


@pytest.fixture(scope="module")
def trace(digit: Tensor) -> dict[str, Tensor]:
    """Every stage's activation, without the batch axis."""
    return traced(digit)


def painted(canvas: Locator) -> bool:
    """Whether the scale's last colour, of either sign, is on it."""
    return canvas.evaluate("""(canvas) => {
      const probe = new OffscreenCanvas(2, 1).getContext("2d");
      ["--negative", "--positive"].forEach((name, at) => {
        probe.fillStyle = getComputedStyle(canvas).getPropertyValue(name);
        probe.fillRect(at, 0, 1, 1);
      });
      const ends = new Uint32Array(probe.getImageData(0, 0, 2, 1).data.buffer);
      const { width, height } = canvas;
      const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
      return pixels.some((pixel) => ends.includes(pixel));
    }""")


def test_each_of_the_16_numbers_is_the_sum_of_1568_products(talk: Visitor, trace: dict[str, Tensor]):
    scene = go(talk.page, "6.1")
    why = answer(talk.page, live=1)
    assert f"{sum(weights.numel() for weights in FC1.parameters()):,}, which is 83 %" in why
    for number in (0, 11):
        scene.locator("input[type=range]").fill(str(number))
        products = float(FC1.weight[number].detach() @ trace["flatten"])
        bias = float(FC1.bias[number].detach())
        said = f"{products:.2f} {'−' if bias < 0 else '+'} {abs(bias):.2f} = {products + bias:.2f}"
        expect(scene.locator(".sum")).to_contain_text(said.replace("-", "−"))
        terms = FC1.weight[number].detach() * trace["flatten"]
        largest = [f"full colour: ±{values.abs().max():.2f}" for values in (FC1.weight[number].detach(), terms)]
        assert scene.locator(".caption").all_inner_texts() == ["full colour: ±8", *largest]
        for sheet in (1, 2):
            assert painted(scene.locator("canvas").nth(sheet)), "the largest has the last colour"


def check_rows(scene: Locator, values: Tensor, weights: Tensor, bias: float) -> None:
    """The sum is written out with these factors and adds up."""
    *terms, own, total = bars(scene)
    factors = numbers(scene.locator(".factors span[data-kind]").all_inner_texts())
    assert np.reshape(factors, (16, 2)) == pytest.approx(torch.stack([values, weights], 1).numpy(), abs=ROUNDED)
    assert terms == pytest.approx((values * weights).tolist(), abs=ROUNDED)
    assert own == pytest.approx(bias, abs=ROUNDED)
    assert total == pytest.approx(float(values @ weights) + bias, abs=ROUNDED)


def test_a_score_is_written_out_as_its_sum(talk: Visitor, trace: dict[str, Tensor]):
    scene = go(talk.page, "6.2")
    weights, bias = FC2.weight.detach(), FC2.bias.detach()
    terms = (trace["relu"] * weights[4]).clamp(min=0)
    share = float(terms.max() / terms.sum())
    assert f"brings {100 * share:.1f} %" in answer(talk.page, live=int(share <= 0.5))
    for digit in (4, 7, 0):
        scene.locator(f'.chooser [data-key="{digit}"]').click()
        check_rows(scene, trace["relu"], weights[digit], float(bias[digit]))


def test_a_lead_is_written_out_as_its_sum(talk: Visitor, trace: dict[str, Tensor]):
    scene = go(talk.page, "6.3")
    weights, bias = FC2.weight.detach(), FC2.bias.detach()
    second = int(trace["fc2"].argsort(descending=True)[1])
    terms = trace["relu"] * (weights[4] - weights[second])
    speaking = [int((terms > 0).sum()), int((terms < 0).sum())]
    said = f"Of the 16 numbers, {speaking[0]} speak for a 4 and {speaking[1]} for a {second}."
    assert answer(talk.page, live=int(speaking[1] > 0)) == said
    check_rows(scene, trace["relu"], weights[4] - weights[second], float(bias[4] - bias[second]))
    expect(scene.locator('.chooser [data-key="4"]')).to_be_disabled()
    scene.locator('.chooser [data-key="1"]').click()
    check_rows(scene, trace["relu"], weights[4] - weights[1], float(bias[4] - bias[1]))


def test_a_number_that_is_switched_off_counts_for_no_digit(talk: Visitor, trace: dict[str, Tensor]):
    scene = go(talk.page, "6.4")
    weights: Tensor = FC2.weight.detach()
    best = int((trace["relu"] * weights[4]).argmax())
    rest = trace["relu"].clone()
    rest[best] = 0
    with torch.inference_mode():
        scores = nn.functional.linear(rest, weights, FC2.bias)
    after, _ = likeliest(scores)
    assert f"It says {after}, with" in answer(talk.page, live=int(after != 4))
    assert bars(scene) == pytest.approx(scores.tolist(), abs=0.051), "the picture shows what the answer speaks of"
    most, least = int(weights[:, best].argmax()), int(weights[:, best].argmin())
    said = f"Unit {best} speaks most for {most}, most against {least}. Without it: {after}"
    expect(scene.locator(".sum [lang=en]")).to_contain_text(said)
    scene.locator(".heads button").nth(best).click()
    assert bars(scene) == pytest.approx(trace["fc2"].tolist(), abs=0.051)
