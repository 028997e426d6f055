"""What the suite tells apart, and how short runs are told from whole ones."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from train.measure import styles_of
from train.recipes import RECIPES
from train.report_suite import is_short, parts_section
from train.strokes import PenDigit
from train.styles import styled

STEM = np.array([[0.1, 0], [0, 1]])
RING = np.array([[0.5 + 0.3 * np.cos(a), 0.5 + 0.5 * np.sin(a)] for a in np.linspace(0, 6.3, 30)])
SLASH = np.array([[0.1, 1], [0.9, 0]])
SLIP = np.array([[0.5, 0.5], [0.51, 0.5]])
FLAGGED = np.array([[0, 0.4], [0.4, 0], [0.4, 1]])


@pytest.mark.parametrize(
    ("label", "lines", "style"),
    [
        (0, [RING, SLASH], "zeros in two strokes, mostly slashed"),
        (0, [RING], None),
        (0, [RING, SLIP], None),
        (1, [STEM], None),
        (1, [FLAGGED], "ones with a flag or a foot"),
        (1, [STEM, SLASH], "ones with a flag or a foot"),
        (7, [STEM, SLASH], "sevens in two strokes, mostly crossed"),
        (4, [FLAGGED], "fours in one stroke"),
    ],
)
def test_strokes_betray_the_style(label, lines, style):
    found = styles_of([PenDigit(tuple(lines), label, "a/1")])
    assert [name for name, digits in found.items() if digits] == ([style] if style else [])


def test_the_styles_written_in_code_are_found_too():
    assert len(styles_of(styled(40, 0, "bare one"))["ones with a flag or a foot"]) < 8
    assert len(styles_of(styled(40, 0, "flagged and footed one"))["ones with a flag or a foot"]) == 40


def record(name: str, epochs: int, right: float) -> dict:
    """As much of a run file as the table of parts takes."""
    return {
        "checkpoint": {"recipe": name},
        "evaluation": {"accuracy": right},
        "verdicts": {"refused": 0.01},
        "refused": {"letter or symbol, UNIPEN": 0.9},
        "drawn": {"uji": {"strokes": 0.8, "large, pen 10": 0.6}},
        "training": {"recipe": {"epochs": epochs}},
    }


def test_the_table_of_parts_holds_short_runs_alone():
    whole = record("talk", RECIPES["talk"].epochs, 0.99)
    short, without = record("talk", 3, 0.97), record("talk-without-unipen", 3, 0.95)
    assert [is_short(some) for some in (whole, short, without)] == [False, True, True]
    assert is_short(copy.deepcopy(whole) | {"training": None}) is False
    table = parts_section([whole, short, without], [whole, short, without])
    assert "| `talk`, whole | 97.00% | 97.00% | 70.00% | 1.00% | 90.00% |" in table
    assert "| without unipen | 95.00% |" in table
    assert "--epochs 3 --without PART" in table
    assert "99.00%" not in table
    assert parts_section([whole], [whole]) == ""
