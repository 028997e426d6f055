"""Where a picture's digit lies on the picture: through turning, shrinking, cropping, fitting and centring."""

from __future__ import annotations

import json
from base64 import b64decode
from io import BytesIO

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from scipy import ndimage

from digit_model.explain.autopsy import autopsy
from digit_model.page import FAINT, SIDE, on_pad
from digit_model.path import page_from
from digit_model.picture import TURNS, open_picture
from digit_model.ui.server.pictures import COPY_SIDE, prepared

ORIENTATION = 0x0112  # EXIF's tag
INVERSE = {Image.Transpose.ROTATE_90: Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_270: Image.Transpose.ROTATE_90}


def scene(size: tuple[int, int], corner: tuple[float, float], longer: float, dot: tuple[float, float]) -> Image.Image:
    """An L and a round dot as wide as its pen, all in pixels; ``dot`` is the middle of the dot."""
    picture = Image.new("L", size, 230)
    pen = ImageDraw.Draw(picture)
    (left, top), width = corner, longer / 10
    pen.rectangle((left, top, left + width, top + longer), fill=30)
    pen.rectangle((left, top + longer - width, left + longer, top + longer), fill=30)
    pen.circle(dot, 0.65 * width, fill=30)
    return picture


def stored(picture: Image.Image, orientation: int) -> BytesIO:
    """As a camera that was held so stores it."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    turn = TURNS.get(orientation)
    file = BytesIO()
    (picture if turn is None else picture.transpose(INVERSE.get(turn, turn))).save(file, "PNG", exif=exif)
    return file


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.tuples(st.integers(200, 900), st.integers(200, 900)),
    share=st.floats(0.3, 0.8),
    place=st.tuples(st.floats(0.1, 0.9), st.floats(0.1, 0.9)),
    dot=st.tuples(st.floats(0.4, 0.9), st.floats(0.1, 0.6)),
    orientation=st.sampled_from([1, *TURNS]),
)
def test_a_dot_of_ink_lands_in_the_pixel_that_the_placement_names(tmp_path, size, share, place, dot, orientation):
    longer = share * min(size)
    corner = tuple(at * (length - longer) for at, length in zip(place, size, strict=True))
    x, y = (start + at * longer for start, at in zip(corner, dot, strict=True))
    path = tmp_path / "picture.png"
    path.write_bytes(stored(scene(size, corner, longer, (x, y)), orientation).getvalue())
    page = page_from(path)
    # The middle of the dot on the pad, and there on the network's page.
    wide = max(size)
    on_the_pad = (x + 0.5 + (wide - size[0]) / 2) / wide, (y + 0.5 + (wide - size[1]) / 2) / wide
    left, top, width, height = page.placement
    column, row = (on_the_pad[0] - left) / width * SIDE, (on_the_pad[1] - top) / height * SIDE
    marks, count = ndimage.label(page.levels > FAINT, np.ones((3, 3)))
    assert count == 2
    near = 0.3 + 0.5 * SIDE / (width * wide)  # the dot is drawn on whole pixels of the picture
    named = marks == marks[int(row), int(column)]
    assert page.levels[int(row), int(column)] >= 0.8 * page.levels[named].max()
    assert ndimage.center_of_mass(page.levels * named) == pytest.approx((row - 0.5, column - 0.5), abs=near)
    assert named.sum() < 40, "the dot, not the L"


def test_the_last_step_of_a_picture_lies_where_its_reading_is_placed(tmp_path):
    scene((300, 200), (80, 40), 120, (150, 90)).save(tmp_path / "picture.png")
    assert autopsy(tmp_path / "picture.png")[-1].placement == page_from(tmp_path / "picture.png").placement
    assert autopsy(tmp_path / "picture.png")[0].placement is None


@pytest.mark.parametrize("orientation", [1, 6])
def test_opening_what_was_opened_changes_nothing(tmp_path, orientation):
    path = tmp_path / "picture.png"
    path.write_bytes(stored(scene((900, 700), (80, 40), 500, (450, 240)), orientation).getvalue())
    opened = open_picture(path)
    assert np.array_equal(np.asarray(open_picture(opened)), np.asarray(opened))
    assert np.array_equal(page_from(opened).levels, page_from(path).levels)


@pytest.mark.parametrize("size", [(900, 300), (31, 77), (400, 400)])
@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_the_pad_is_sent_a_small_copy_of_the_picture_and_where_it_lies(tmp_path, size, mode):
    path = tmp_path / "picture.png"
    (left, top), longer = (0.1 * size[0], 0.1 * size[1]), 0.7 * min(size)
    scene(size, (left, top), longer, (left + longer / 2, top + longer / 3)).convert(mode).save(path)
    picture = json.loads(prepared(str(path)))["picture"]
    kind, data = picture["copy"]["address"].split(",")
    assert kind == "data:image/jpeg;base64"
    copy = Image.open(BytesIO(b64decode(data)))
    assert max(copy.size) <= COPY_SIDE
    assert copy.width / copy.height == pytest.approx(size[0] / size[1], rel=0.02)
    assert picture["copy"]["place"] == pytest.approx(on_pad((size[1], size[0])))
    original = np.asarray(Image.open(path).convert("L").resize(copy.size, Image.Resampling.BOX), dtype=float)
    assert np.abs(np.asarray(copy.convert("L")) - original).mean() < 5
    assert picture["placement"] == pytest.approx(page_from(path).placement)


def test_transparent_ink_is_shown_on_the_paper_that_it_is_read_on(tmp_path):
    ink = np.asarray(scene((200, 200), (40, 40), 120, (100, 80)).point(lambda value: 255 if value < 100 else 0))
    for colour, paper in ((0, 255), (255, 0)):
        Image.fromarray(np.dstack([np.full((200, 200, 3), colour, np.uint8), ink])).save(tmp_path / "picture.png")
        data = json.loads(prepared(str(tmp_path / "picture.png")))["picture"]["copy"]["address"].split(",")[1]
        shown = np.asarray(Image.open(BytesIO(b64decode(data))).convert("L"))
        assert abs(int(shown[5, 5]) - paper) < 10
        assert abs(int(shown[100, 46]) - colour) < 10


def test_a_picture_without_ink_is_shown_and_lies_nowhere(tmp_path):
    Image.new("L", (90, 60), 255).save(tmp_path / "blank.png")
    picture = json.loads(prepared(str(tmp_path / "blank.png")))["picture"]
    assert picture["placement"] is None
    assert picture["autopsy"] == []
    assert picture["copy"]["place"] == pytest.approx((0, 1 / 6, 1, 2 / 3))
