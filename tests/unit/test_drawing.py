"""Drawings: what is one, what is not, and that none is lost on the way."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digit_model.drawing import MAX_POINTS, MAX_STROKES, MAX_WIDTH, Drawing, MalformedDrawing, Stroke

coordinates = st.floats(0, 1)
strokes = st.builds(
    Stroke,
    points=st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=8).map(tuple),
    width=st.floats(0.001, MAX_WIDTH),
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
        (stroke(points=[[0.5, 2.001]]), "a point is [x, y]"),
        (stroke(points=[[-1.001, 0.5]]), "a point is [x, y]"),
        (stroke(points=[[0.5, 10**400]]), "a point is [x, y]"),
        (stroke(width=0), "width must be"),
        (stroke(width=0.3), "at most 0.25"),
        (stroke(width=float("inf")), "width must be"),
        (stroke(width=None), "width must be"),
        (stroke(erases=True), "stroke 0 erases; a drawing is ink only: cut the strokes"),
        (stroke(erases="yes"), "a drawing is ink only"),
        ({"strokes": [{}] * (MAX_STROKES + 1)}, f"at most {MAX_STROKES}"),
        (stroke(points=[[0, 0]] * (MAX_POINTS + 1)), f"at most {MAX_POINTS}"),
    ],
)
def test_what_is_no_drawing_is_refused_by_name(data, complaint):
    with pytest.raises(MalformedDrawing) as refusal:
        Drawing.from_dict(data)
    assert complaint in str(refusal.value)


def test_a_point_a_little_outside_the_pad_is_put_on_its_edge():
    drawing = Drawing.from_dict(stroke(points=[[-1, 0.5], [0.25, 2], [1.5, -0.0001], [0, 1]]))
    assert drawing.strokes[0].points == ((0.0, 0.5), (0.25, 1.0), (1.0, 0.0), (0.0, 1.0))


def test_saying_that_a_stroke_does_not_erase_changes_nothing():
    assert Drawing.from_dict(stroke(erases=False)) == Drawing.from_dict(stroke())


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
