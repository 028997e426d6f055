"""Batch normalisation for the time of training, folded away afterwards.

A normalisation behind a linear map is, at test time, another linear map, so the two are one: the exported network has
exactly the variant's own stages and parameters, and learned as if it had batch normalisation.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

from digit_model.network import StagedNet


class Normalised(nn.Sequential):
    """A linear map with its normalisation behind it."""


def insert_batchnorm(network: StagedNet) -> StagedNet:
    """The same layers (shared, not copied) with a normalisation behind each linear one but the last."""
    *hidden, last = network.named_children()
    return StagedNet({name: _with_norm(stage) for name, stage in hidden} | dict([last]))


def fold_batchnorm(network: StagedNet) -> StagedNet:
    """A network without normalisation that computes the same logits at test time (to about 1e-5)."""
    with torch.no_grad():
        return StagedNet({name: _folded(stage) for name, stage in network.eval().named_children()})


def _with_norm(layer: nn.Module) -> nn.Module:
    if isinstance(layer, nn.Conv2d):
        return Normalised(layer, nn.BatchNorm2d(layer.out_channels))
    if isinstance(layer, nn.Linear):
        return Normalised(layer, nn.BatchNorm1d(layer.out_features))
    if isinstance(layer, nn.Sequential):
        return nn.Sequential(*map(_with_norm, layer))
    return layer


def _folded(layer: nn.Module) -> nn.Module:
    if isinstance(layer, Normalised):
        linear, norm = layer
        return (fuse_conv_bn_eval if isinstance(linear, nn.Conv2d) else fuse_linear_bn_eval)(linear, norm)
    if isinstance(layer, nn.Sequential):
        return nn.Sequential(*map(_folded, layer))
    return layer
