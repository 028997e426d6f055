"""Batch normalisation for the time of training, folded away afterwards.

A normalisation behind a linear map is, at test time, another linear map, so the two are one: the exported network has
exactly the variant's own stages and parameters, and learned as if it had batch normalisation.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

from digit_model.network import StagedNet

SUFFIX = "_bn"


def insert_batchnorm(network: StagedNet) -> StagedNet:
    """The same stages (shared, not copied) with a normalisation behind each linear one but the last."""
    stages: dict[str, nn.Module] = {}
    *hidden, last = network.named_children()
    for name, stage in hidden:
        stages[name] = stage
        if isinstance(stage, nn.Conv2d):
            stages[name + SUFFIX] = nn.BatchNorm2d(stage.out_channels)
        elif isinstance(stage, nn.Linear):
            stages[name + SUFFIX] = nn.BatchNorm1d(stage.out_features)
    return StagedNet(stages | dict([last]))


def fold_batchnorm(network: StagedNet) -> StagedNet:
    """A network without normalisation that computes the same logits at test time (to about 1e-5)."""
    stages: dict[str, nn.Module] = {}
    with torch.no_grad():
        for name, stage in network.eval().named_children():
            if isinstance(stage, nn.BatchNorm2d):
                previous = name.removesuffix(SUFFIX)
                stages[previous] = fuse_conv_bn_eval(stages[previous], stage)
            elif isinstance(stage, nn.BatchNorm1d):
                previous = name.removesuffix(SUFFIX)
                stages[previous] = fuse_linear_bn_eval(stages[previous], stage)
            else:
                stages[name] = stage
    return StagedNet(stages)
