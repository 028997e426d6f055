"""Surgery on every variant: against weights set by hand, convolutions by scipy, and one channel at a time."""

from __future__ import annotations

import json
from base64 import b64encode

import numpy as np
import pytest
import scipy.signal
import torch
from fastapi import HTTPException
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from digit_model import VARIANTS, Drawing, Reader, load_reader
from digit_model.checkpoint import Config
from digit_model.explain.surgery import KERNELS, MAX_OPERATIONS, Operation, operated, ranking, sites
from digit_model.ui.answers import Answers
from digit_model.ui.question import asked_operations, asked_reader
from digit_model.ui.strings_below import KERNEL_NAMES
from digit_model.verdict import Thresholds

SEVEN = {"strokes": [{"points": [[0.3, 0.22], [0.68, 0.2], [0.46, 0.84]], "width": 0.06}]}
SITES = {
    "softmax": [],
    "mlp": ["fc1"],
    "talk": ["conv1", "conv2", "fc1"],
    "pen": ["conv1", "conv2", "conv3", "conv4", "conv5", "conv6", "pool3"],
    "sprint": ["conv1", "conv2", "conv3"],
}


@pytest.fixture
def batch() -> torch.Tensor:
    return torch.rand(1, 1, 28, 28, generator=torch.Generator().manual_seed(1))


def network_of(name: str) -> nn.Module:
    torch.manual_seed(2)
    return VARIANTS[name]().eval()


def lead(logits: torch.Tensor, answer: int) -> float:
    """The answer's logit less the mean of the other nine, in numpy."""
    values = logits[0].detach().double().numpy()
    return values[answer] - np.delete(values, answer).mean()


@pytest.mark.parametrize("name", VARIANTS)
def test_a_channel_switched_off_is_zero_and_what_comes_before_is_untouched(name, batch):
    network = network_of(name)
    assert list(sites(network)) == SITES[name]
    before = network.trace(batch)
    for stage, site in sites(network).items():
        channel = site.channels // 2
        changed = operated(network, [Operation(stage, channel)])
        after = changed.trace(batch)
        maps, old = (trace[stage].reshape(site.channels, -1) for trace in (after, before))
        assert not maps[channel].any()
        others = [index for index in range(site.channels) if index != channel]
        assert torch.allclose(maps[others], old[others], atol=1e-6)
        earlier = list(before)[: list(before).index(stage)]
        assert all(torch.equal(after[key], before[key]) for key in earlier)
        untouched = {key for key, _ in network.named_children()} - {stage}
        assert all(changed.get_submodule(key) is network.get_submodule(key) for key in untouched)
    assert all(torch.equal(network.trace(batch)[key], before[key]) for key in before), "the original stays as it is"


@pytest.mark.parametrize("name", VARIANTS)
def test_the_ranking_is_what_switching_off_each_channel_gives(name, batch):
    network = network_of(name)
    ranked = ranking(network, batch)
    assert len(ranked) == sum(site.channels for site in sites(network).values())
    assert len({(found.stage, found.channel) for found in ranked}) == len(ranked)
    assert [found.drop for found in ranked] == sorted((found.drop for found in ranked), reverse=True)
    logits = network(batch)
    answer = int(logits.argmax())
    for found in ranked[:: max(1, len(ranked) // 20)] + ranked[-1:]:
        without = operated(network, [Operation(found.stage, found.channel)])(batch)
        assert found.drop == pytest.approx(lead(logits, answer) - lead(without, answer), abs=1e-4)


@pytest.mark.parametrize(("name", "stage"), [("talk", "conv1"), ("talk", "conv2"), ("sprint", "conv1")])
@settings(max_examples=15, deadline=None)
@given(kernel=st.tuples(*[st.floats(-3, 3, width=32)] * 9))
def test_a_kernel_works_on_the_mean_of_the_inputs(name, stage, kernel):
    batch = torch.rand(1, 1, 28, 28, generator=torch.Generator().manual_seed(1))
    changed = operated(network_of(name), [Operation(stage, 5), Operation(stage, 5, kernel)])
    trace = {"digit": batch} | changed.trace(batch)
    inputs = trace[list(trace)[list(trace).index(stage) - 1]][0].detach().double().numpy()
    expected = scipy.signal.correlate2d(inputs.mean(axis=0), np.reshape(kernel, (3, 3)), mode="same")
    assert trace[stage][0, 5].detach().numpy() == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("operations", "complaint"),
    [
        ([Operation("conv9", 0)], '"conv9" cannot be operated on; these can: conv1'),
        ([Operation("pool1", 0)], "cannot be operated on"),
        ([Operation("fc", 0)], "cannot be operated on"),
        ([Operation("conv1", 16)], "channels 0 to 15, and no 16"),
        ([Operation("conv1", -1)], "and no -1"),
        ([Operation("pool3", 0, KERNELS["blur"])], "no place in pool3"),
        ([Operation("conv1", 0)] * (MAX_OPERATIONS + 1), "65 operations; at most 64"),
    ],
)
def test_what_cannot_be_done_on_a_network_is_refused(operations, complaint):
    with pytest.raises(ValueError, match=complaint):
        operated(network_of("pen"), operations)


BAD = [float("nan"), float("inf"), 101, -100.5, 10**400, True, "1", None]


@pytest.mark.parametrize("kernel", [(), (0.0,) * 8, "blur", 5, *[(*(0.0,) * 8, bad) for bad in BAD]])
def test_a_kernel_is_nine_numbers_of_ordinary_size(kernel):
    with pytest.raises(ValueError, match="a kernel is 9 numbers from -100 to 100"):
        Operation("conv1", 0, kernel)


def test_every_preset_has_a_name_and_is_a_kernel():
    assert list(KERNELS) == list(KERNEL_NAMES)
    for kernel in KERNELS.values():
        Operation("conv1", 0, kernel)


@pytest.mark.parametrize(
    "surgery",
    [
        None,
        {},
        "conv1",
        [5],
        [{}],
        [{"stage": "conv1"}],
        [{"stage": "conv1", "channel": True}],
        [{"stage": ["conv1"], "channel": 0}],
        [{"stage": "conv1", "channel": 0, "kernel": [1] * 8}],
        [{"stage": "conv1", "channel": 0, "kernel": {"0": 1}}],
        [{"stage": "conv1", "channel": 0}] * 65,
        [{"stage": "conv1", "channel": 99}],
    ],
)
def test_a_question_with_other_surgery_is_refused_with_what_is_wrong(surgery):
    with pytest.raises(HTTPException) as refusal:
        Answers(load_reader("talk")).live(SEVEN | {"surgery": surgery})
    assert refusal.value.status_code == 422
    assert refusal.value.detail


def test_a_reply_comes_from_the_operated_network_and_can_be_asked_about_again():
    answers = Answers(load_reader("talk"))
    listed = [
        {"stage": "conv1", "channel": 3, "kernel": None},
        {"stage": "conv2", "channel": 1, "kernel": list(KERNELS["blur"])},
    ]
    plain, changed = answers.live(SEVEN), answers.live(SEVEN | {"surgery": listed})
    assert plain["surgery"] == []
    expected = operated(answers.reader.network, asked_operations({"surgery": listed}))
    reading = Reader(expected, answers.reader.config).read(Drawing.from_dict(SEVEN))
    assert changed["stages"]["fc2"]["values"] == pytest.approx(reading.trace["fc2"], abs=6e-4)
    assert changed["stages"]["fc2"] != plain["stages"]["fc2"]
    digit = b64encode(np.rint(reading.digit * 255).astype(np.uint8).tobytes()).decode()
    again = json.loads(json.dumps({"digit": digit, "surgery": changed["surgery"]}))
    assert answers.live(again) == changed | {"page": None}, "a digit alone lies nowhere on the pad"


def test_a_question_without_surgery_is_put_to_the_reader_itself():
    reader = Reader(network_of("mlp"), Config("mlp", "none", 0, Thresholds(4.5, 0.2)))
    assert asked_reader(reader, {}) is asked_reader(reader, {"surgery": []}) is reader
    question = {"surgery": [{"stage": "fc1", "channel": 1}]}
    assert asked_reader(reader, question).network is asked_reader(reader, question).network, "operated on once"
