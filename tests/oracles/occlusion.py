"""Which ink speaks for a digit: rub a patch out, and see what the network says without it."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from digit_model.network import StagedNet

PATCH = 4  # pixels; about as much as a stroke is wide, and enough to miss
STEP = 2  # pixels from patch to patch


def occlusion(network: StagedNet, batch: Tensor) -> np.ndarray:
    """How much each logit owes to each pixel's surroundings, in one batched pass.

    Shape:  (1, 1, 28, 28) -> (10, 28, 28): the mean fall of the logit over all patches that cover the pixel; 0 where
            there is no ink to rub out.
    Source: Zeiler & Fergus 2014, with paper instead of grey.
    """
    side = batch.shape[-1]
    corners = [(top, left) for top in range(0, side - PATCH + 1, STEP) for left in range(0, side - PATCH + 1, STEP)]
    inked = [(top, left) for top, left in corners if batch[0, 0, top : top + PATCH, left : left + PATCH].any()]
    rubbed = batch.repeat(len(inked) + 1, 1, 1, 1)  # the last stays whole
    for index, (top, left) in enumerate(inked):
        rubbed[index, :, top : top + PATCH, left : left + PATCH] = 0
    with torch.inference_mode():
        logits = network(rubbed).numpy()
    falls = np.zeros((10, side, side), dtype=np.float32)
    covering = np.zeros((side, side), dtype=np.float32)
    for top, left in corners:
        covering[top : top + PATCH, left : left + PATCH] += 1
    for (top, left), without in zip(inked, logits[:-1], strict=True):
        falls[:, top : top + PATCH, left : left + PATCH] += (logits[-1] - without)[:, None, None]
    return falls / covering
