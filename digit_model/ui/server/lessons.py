"""Where the page finds what the lessons show besides the visitor's own digit: files whose addresses never change."""

from __future__ import annotations

from functools import cache
from typing import Any

from digit_model.course import load_kept_aside, load_siblings, load_snapshots, sibling_figures
from digit_model.ui.server.networks import HALF, STORE, Networks


@cache
def assets(store: Networks = STORE) -> dict[str, Any]:
    """All of it as JSON, made once and not to be changed; every file as ``fetchNumbers`` in the page takes it.

    "snapshots": {"weights", "count", "table"}: one file with the weights of all states, "count" numbers each, in the
                 order of the wires of the network "variant"; "table" as ``Snapshots`` has it.
    "siblings":  {name: network}, the whole one first, as ``Networks.described`` describes each; with "measured", its
                 accuracies in 0..1, {"mnist", "drawn"}: on MNIST's test set, and on digits of writers whom no network
                 learned from, drawn on a pad.
    "kept":      {"digits", "labels"}: real digits that trained none of these networks, 784 levels each, 0 paper ..
                 255 ink, in one file; and what they are. Validation digits, see ``load_kept_aside``.
    """
    return {"snapshots": _snapshots(store), "siblings": _siblings(store), "kept": _kept(store)}


def _snapshots(store: Networks) -> dict[str, Any]:
    snapshots = load_snapshots()
    weights = snapshots.weights.astype(HALF)
    file = store.stored("float16", weights, for_good=True)
    return {"variant": snapshots.variant, "weights": file, "count": weights.shape[1], "table": snapshots.table}


def _siblings(store: Networks) -> dict[str, Any]:
    measured = sibling_figures()
    return {
        name: store.described(reader, f"siblings/{name}", for_good=True) | {"measured": measured[name]}
        for name, reader in load_siblings().items()
    }


def _kept(store: Networks) -> dict[str, Any]:
    digits, labels = load_kept_aside()
    return {"digits": store.stored("uint8", digits, for_good=True), "labels": labels.tolist()}
