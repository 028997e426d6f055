"""UNIPEN's text format, on small texts whose strokes are known."""

from __future__ import annotations

import numpy as np
import pytest

from train.sources.unipen_text import included, segments

POINTS = """.PEN_DOWN
0 0
1 1
2 2
3 3
.PEN_UP
.PEN_DOWN
10 0
11 1
12 2
.PEN_UP
15 15
.PEN_DOWN
20 0
21 1
22 2
.PEN_UP
"""


def lines_of(ranges: str, points: str = POINTS, head: str = "") -> list[list[list[float]]]:
    """The strokes of the one character that these components make."""
    (segment,) = segments(f'{head}.SEGMENT CHARACTER {ranges} ? "4"\n{points}', "CHARACTER")
    assert (segment.label, segment.ranges) == ("4", ranges)
    return [line.tolist() for line in segment.lines]


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        ("0", [[[0, 0], [1, 1], [2, 2], [3, 3]]]),
        ("1-1", [[[10, 0], [11, 1], [12, 2]]]),
        ("0:1-0:2", [[[1, 1], [2, 2]]]),
        ("0-0:1", [[[0, 0], [1, 1]]]),
        # The pen-up with a point is component 2, so that the last stroke is 3; the pen-up leaves no ink.
        ("1:2-3:0", [[[12, 2]], [[20, 0]]]),
        ("0-0:0,3:2-3", [[[0, 0]], [[22, 2]]]),
        ("0:3-1,3", [[[3, 3]], [[10, 0], [11, 1], [12, 2]], [[20, 0], [21, 1], [22, 2]]]),
    ],
)
def test_a_character_is_made_of_the_components_and_points_in_its_ranges(ranges, expected):
    assert lines_of(ranges) == expected


def test_columns_are_read_in_the_order_that_the_file_gives():
    assert lines_of("0", ".PEN_DOWN\n7 20 10\n8 21 11\n.PEN_UP\n", ".COORD T Y X\n") == [[[10, 20], [11, 21]]]


@pytest.mark.parametrize("unit", ["INCH", "MM"])
def test_unequal_resolutions_are_made_equal(unit):
    head = f".X_POINTS_PER_{unit} 200\n.Y_POINTS_PER_{unit} 100\n"
    assert lines_of("0", ".PEN_DOWN\n0 0\n200 100\n.PEN_UP\n", head) == [[[0, 0], [200, 200]]], "an inch each"


def test_labels_with_quotes_and_backslashes_comments_and_other_kinds():
    text = (
        r'.SEGMENT CHARACTER 0 OK "\""' + '\n.COMMENT 7 12\n.SEGMENT WORD 0 ? "a"\n.SEGMENT CHARACTER 0 ? "."\n'
        r'.SEGMENT CHARACTER 0 ? "\\"' + f"\n{POINTS}"
    )
    assert [(segment.label, segment.note) for segment in segments(text, "CHARACTER")] == [
        ('"', "7 12"),
        (".", ""),
        ("\\", ""),
    ]
    assert [segment.label for segment in segments(text, "WORD")] == ["a"]
    assert all(np.array_equal(segment.lines[0][1], [1, 1]) for segment in segments(text, "CHARACTER"))


def test_included_files_stand_in_the_place_of_their_names():
    files = {"a/b.dat": ".INCLUDE c.doc\nb", "c.doc": "c"}
    assert included(".INCLUDE words.lex\n1\n.INCLUDE   a/b.dat\n2", files.__getitem__) == "\n1\nc\nb\n2"
