"""python -m tests.benchmarks.walks: how many walks by "goes on" reach a score, beside those by the largest weight.

A walk begins at a random number, which is not 0, of a random map. It arrives if it passes no 0 on its way to a score.
"""

from __future__ import annotations

import numpy as np
import torch

from digit_model import load_reader
from digit_model.explain.sample import load_sample
from tests.benchmarks.run_file import save
from tests.browser.chromium import headless_chromium
from tests.browser.walks import give, walked, walking_page

NETWORKS = ("pen", "talk")
DIGITS, EACH, SEED = 200, 10, 0


def main() -> None:
    """Walk, count, save."""
    digits, _ = load_sample()
    chosen = digits[np.random.default_rng(SEED).choice(len(digits), DIGITS, replace=False)]
    measured: dict[str, object] = {}
    with headless_chromium() as browser, walking_page(browser) as page, torch.inference_mode():
        for name in NETWORKS:
            network = load_reader(name).network
            give(page, network)
            for rule, share in walked(page, network, chosen, EACH, SEED).items():
                measured[f"{name} {rule}"] = f"{share:.1%}"
    save("bench-walks", measured | {"digits": DIGITS, "walks_each": EACH})


if __name__ == "__main__":
    main()
