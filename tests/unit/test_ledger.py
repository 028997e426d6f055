"""The evidence: terms that add up, and ink that is rubbed out."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from digit_model import VARIANTS, Drawing, load_reader
from digit_model.explain.ledger import ledger
from digit_model.explain.occlusion import occlusion
from digit_model.network import StagedNet, to_batch
from tests.browser.visitor import FOUR


@pytest.fixture(scope="module")
def four():
    """The digit of a drawn 4, as a batch."""
    return to_batch([load_reader().read(Drawing.of(FOUR, 0.06)).digit])


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(("digit", "other"), [(4, 9), (9, 4), (0, 0)])
def test_the_terms_and_the_bias_add_up_to_what_parts_the_logits(variant, digit, other, four):
    torch.manual_seed(1)
    network = VARIANTS[variant]().eval()
    evidence = ledger(network, four, digit, other)
    with torch.inference_mode():
        logits = network(four)[0].double()
    assert evidence.total == pytest.approx(float(logits[digit] - logits[other]), abs=1e-5)
    assert evidence.terms.sum(dtype=np.float64) + evidence.bias == pytest.approx(evidence.total, abs=1e-4)


def test_a_network_that_does_not_end_linearly_has_no_ledger(four):
    with pytest.raises(TypeError, match="not Linear"):
        ledger(StagedNet({"flatten": nn.Flatten(), "fc": nn.Linear(784, 10), "relu": nn.ReLU()}), four, 1, 2)


def test_rubbing_ink_out_of_a_linear_network_costs_exactly_that_inks_weight(four):
    torch.manual_seed(2)
    network = VARIANTS["softmax"]().eval()
    shares = network.get_submodule("fc").weight.detach().numpy().reshape(10, 28, 28) * four[0, 0].numpy()
    # Each patch is 4 x 4 at every second pixel, so away from the edges a pixel lies in four.
    expected = np.zeros((10, 28, 28))
    for top in range(0, 25, 2):
        for left in range(0, 25, 2):
            expected[:, top : top + 4, left : left + 4] += shares[:, top : top + 4, left : left + 4].sum(
                axis=(1, 2), keepdims=True
            )
    inner = slice(4, 24)
    assert occlusion(network, four)[:, inner, inner] == pytest.approx(expected[:, inner, inner] / 4, abs=1e-4)


def test_empty_paper_owes_nothing():
    assert not occlusion(load_reader("talk").network, torch.zeros(1, 1, 28, 28)).any()


def test_the_upright_of_a_four_speaks_for_it_against_a_zero(four):
    falls = occlusion(load_reader().network, four)
    assert (falls[4] - falls[0]).sum() > 0
