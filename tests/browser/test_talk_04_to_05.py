"""Chapters 4 and 5 of the talk, pooling and activation: every number against PyTorch, on one page."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from playwright.sync_api import Locator, expect
from torch import Tensor

from digit_model import load_reader
from digit_model.explain.wiring import receptive_fields, wiring
from digit_model.network import to_batch
from tests.browser.talk_network import FC1, FC2, LAYERS, ROUNDED, likeliest, traced
from tests.browser.talk_steps import answer, bars, cells, go, numbers
from tests.browser.visitor import Visitor, percentage, shown


@pytest.fixture(scope="module")
def digit(talk: Visitor) -> Tensor:
    """What the network saw, (1, 1, 28, 28)."""
    return to_batch([talk.digit()]).double()


@pytest.fixture(scope="module")
def trace(digit: Tensor) -> dict[str, Tensor]:
    """Every stage's activation, without the batch axis."""
    return traced(digit)


def pooled_patch(scene: Locator, maps: Tensor) -> np.ndarray:
    """The 16 numbers in the frame, which must stand in some map and be pooled rightly beside it."""
    patch = cells(scene.locator(".quarters"))
    places = maps.unfold(1, 4, 2).unfold(2, 4, 2).numpy().reshape(-1, 4, 4)
    distances = np.abs(places - patch).max((1, 2))
    assert distances.min() < ROUNDED, "these 16 numbers stand in no map"
    exact = torch.tensor(places[distances.argmin()])[None]
    for table, pool in zip(scene.locator(".quarter").all(), (F.max_pool2d, F.avg_pool2d), strict=True):
        assert cells(table) == pytest.approx(pool(exact, 2)[0].numpy(), abs=ROUNDED)
    return patch


def test_four_numbers_become_one_by_hand(talk: Visitor, trace: dict[str, Tensor]):
    scene = go(talk.page, "4.1")
    why = answer(talk.page, live=1)  # the number closest to 0: the largest one
    patch = pooled_patch(scene, trace["conv1"])
    largest = patch[:2, :2].max()  # the frame has come to the window that the answer tells of
    assert largest < 0
    assert f"the largest is {largest:.2f}".replace("-", "−") in why
    scene.get_by_role("application").press("ArrowUp")
    above = pooled_patch(scene, trace["conv1"])
    assert above[2:] == pytest.approx(patch[:2]), "it moves by one window"


def test_each_map_sees_more_of_the_digit(talk: Visitor):
    scene = go(talk.page, "4.2")
    answer(talk.page, live=2)
    fields = receptive_fields(wiring(load_reader("talk").network))
    for map_, stage in zip(scene.locator(".tile").all(), ("conv1", "pool1", "conv2", "pool2"), strict=True):
        map_.click()
        expect(scene.locator(".sum [lang=en]")).to_contain_text(f"sees {fields[stage]} × {fields[stage]} pixels")


def test_a_shift_changes_pooled_maps_less(talk: Visitor, digit: Tensor, trace: dict[str, Tensor]):
    def states(stages: dict[str, Tensor]) -> list[Tensor]:
        return [stages["conv1"], F.avg_pool2d(stages["conv1"], 2), stages["pool1"], stages["pool2"], stages["fc2"]]

    def change(by: int) -> list[float]:
        moved = states(traced(F.pad(digit, (by, 0))[..., :28]))
        empty = states(traced(torch.zeros_like(digit)))
        together = zip(moved, states(trace), empty, strict=True)
        return [float((new - old).abs().sum() / (old - none).abs().sum()) for new, old, none in together]

    scene = go(talk.page, "4.3")
    before, mean, maximum, *_ = change(1)
    assert maximum < mean < before
    why = answer(talk.page, live=1)
    assert f"Before pooling {100 * before:.1f} %" in why
    slider = scene.locator("input[type=range]")
    for by in (1, 3, 0):
        slider.fill(str(by))
        assert bars(scene, percentage) == pytest.approx([100 * share for share in change(by)], abs=0.051)


def test_averages_in_place_of_the_maxima_are_computed_by_the_same_weights(talk: Visitor, digit: Tensor):
    with torch.inference_mode():
        maps = F.avg_pool2d(LAYERS["conv2"](F.avg_pool2d(LAYERS["conv1"](digit), 2)), 2)
        exact = FC2(FC1(maps.flatten(1)).relu()).softmax(1)[0]
    scene = go(talk.page, "4.4")
    after, share = likeliest(exact)
    assert after != 4
    assert f"It says {after}, with {100 * share:.1f} %" in answer(talk.page, live=1)
    assert bars(scene.locator("section").last, percentage) == pytest.approx((100 * exact).tolist(), abs=0.1)


def test_relu_lets_positive_numbers_pass(talk: Visitor, trace: dict[str, Tensor]):
    page = talk.page
    scene = go(page, "5.1")
    count = int((trace["fc1"] > 0).sum())
    assert f"{count} pass, {16 - count} become 0" in answer(page, live=0 if count <= 4 else 1 if count <= 8 else 2)
    for column, stage in zip(scene.locator("section").all(), ("fc1", "relu"), strict=True):
        assert bars(column) == pytest.approx(trace[stage].tolist(), abs=ROUNDED)
    graph, list_ = (scene.locator(part).first.bounding_box() for part in (".graph", "section"))
    assert graph["x"] + graph["width"] <= list_["x"], "the graph lies beside the numbers, not over them"
    for x, y in ((-3, 0), (2.5, 2.5)):
        scene.locator("input[type=range]").fill(str(x))
        expect(scene.locator(".function .sum")).to_have_text(f"max(0, {x:.1f}) = {y:.1f}".replace("-", "−"))
        top, middle = scene.locator(".point").get_attribute("cy"), 100
        assert float(top or "nan") == pytest.approx(middle - y * middle / 6), "the point lies on the line"


def test_two_layers_without_relu_are_their_product(talk: Visitor, trace: dict[str, Tensor]):
    scene = go(talk.page, "5.2")
    answer(talk.page, live=0)
    with torch.inference_mode():
        one = (FC2.weight @ FC1.weight) @ trace["flatten"] + FC2.weight @ FC1.bias + FC2.bias
        two = {"without": FC2(trace["fc1"]), "with": FC2(trace["relu"])}
    assert (one - two["without"]).abs().max() < 1e-9 < 1 < (one - two["with"]).abs().max()
    for way in ("with", "without"):
        scene.locator(f'.chooser [data-key="{way}"]').click()
        table = np.reshape(numbers(scene.locator(".ways td").all_inner_texts()), (10, 2))
        assert table[:, 0] == pytest.approx(two[way].numpy(), abs=1.1e-4)
        assert table[:, 1] == pytest.approx(one.numpy(), abs=1.1e-4)
        largest = shown(scene.locator(".sum [lang=en]").inner_text().split(": ")[1])
        assert largest == pytest.approx(float((one - two[way]).abs().max()), abs=ROUNDED if way == "with" else 1e-5)
    assert largest < 1e-5


def test_stripes_add_up_after_a_convolution_and_not_after_a_maximum(talk: Visitor, digit: Tensor):
    scene = go(talk.page, "5.3")
    answer(talk.page, live=1)
    kernel = LAYERS["conv1"].weight
    for height in (1, 5):
        rows = (torch.arange(28) // height % 2 == 0).double()[:, None]
        with torch.inference_mode():
            parts = [F.conv2d(digit * mask, kernel, padding=1) for mask in (rows, 1 - rows, torch.ones(28, 1))]
        pooled = [F.max_pool2d(part, 2) for part in parts]
        scene.locator("input[type=range]").fill(str(height))
        missing = float((pooled[2] - pooled[0] - pooled[1]).abs().max())
        expect(scene.locator(".sum [lang=en]")).to_contain_text(f"0.00 after the convolution, {missing:.2f} after")


def test_without_its_relu_the_last_layer_takes_all_16_numbers(talk: Visitor, trace: dict[str, Tensor]):
    scene = go(talk.page, "5.4")
    with torch.inference_mode():
        scores = FC2(trace["fc1"])
    after, _ = likeliest(scores)
    gone = int((trace["fc1"] < 0).sum())
    why = answer(talk.page, live=int(after != 4))
    assert f"It says {after}, with" in why
    assert f"{gone} more numbers" in why
    for column, exact in zip(scene.locator("section").all(), (trace["fc2"], scores), strict=True):
        assert bars(column.locator(".bars").last) == pytest.approx(exact.tolist(), abs=0.051)
