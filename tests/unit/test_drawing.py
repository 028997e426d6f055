"""Drawings: what is one, what is not, and that none is lost on the way."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digit_model.drawing import MAX_POINTS, MAX_STROKES, MAX_WIDTH, Drawing, MalformedDrawing, Stroke

coordinates = st.floats(-1, 2, allow_nan=False)
strokes = st.builds(
    Stroke,
    points=st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=8).map(tuple),
    width=st.floats(0.001, MAX_WIDTH),
    erases=st.booleans(),
)
drawings = st.builds(Drawing, st.lists(strokes, max_size=5).map(tuple))


@given(drawings)
def test_a_drawing_survives_json(drawing):
    assert Drawing.from_dict(json.loads(json.dumps(drawing.to_dict()))) == drawing


def stroke(**changes):
    return {"strokes": [{"points": [[0.5, 0.5]], "width": 0.06} | changes]}


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (None, "list named"),
        ([], "list named"),
        ({"strokes": {}}, "list named"),
        ({"strokes": [1]}, "stroke 0 is not an object"),
        ({"strokes": [{"points": [[0.5, 0.5]], "width": 0.06}, {}]}, "stroke 1 is not an object"),
        (stroke(points=[]), "non-empty"),
        (stroke(points=[[0.5]]), "a point is [x, y]"),
        (stroke(points=[[0.5, "0.5"]]), "a point is [x, y]"),
        (stroke(points=[[0.5, True]]), "a point is [x, y]"),
        (stroke(points=[[0.5, float("nan")]]), "a point is [x, y]"),
        (stroke(points=[[0.5, 1e9]]), "a point is [x, y]"),
        (stroke(points=[[0.5, 10**400]]), "a point is [x, y]"),
        (stroke(width=0), "width must be"),
        (stroke(width=0.3), "at most 0.25"),
        (stroke(width=float("inf")), "width must be"),
        (stroke(width=None), "width must be"),
        (stroke(erases=1), "erases must be"),
        ({"strokes": [{}] * (MAX_STROKES + 1)}, f"at most {MAX_STROKES}"),
        (stroke(points=[[0, 0]] * (MAX_POINTS + 1)), f"at most {MAX_POINTS}"),
    ],
)
def test_what_is_no_drawing_is_refused_by_name(data, complaint):
    with pytest.raises(MalformedDrawing) as refusal:
        Drawing.from_dict(data)
    assert complaint in str(refusal.value)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"{", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"9" * 5_000, "is not JSON"),
        (b"[]", "list named"),
    ],
)
def test_a_file_that_holds_something_else_is_refused(tmp_path, data, complaint):
    path = tmp_path / "drawing.json"
    path.write_bytes(data)
    with pytest.raises(MalformedDrawing, match=complaint):
        Drawing.load(path)


def test_moving_keeps_proportions():
    moved = Drawing.of([[(0.2, 0.4)]], 0.1).moved(scale=0.5, dx=0.1, dy=0.2)
    assert moved.strokes == (Stroke(((0.2, 0.4),), 0.05),)
