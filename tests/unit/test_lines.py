"""The lines of ruled paper, forms and plots go, and the digit written on them stays."""

from __future__ import annotations

import numpy as np
import pytest

from digit_model import Drawing
from digit_model.ink import ink_from_drawing
from digit_model.lines import without_frame, without_ruled_lines

SIDE = 200
THREE = ink_from_drawing(
    Drawing.of([[(0.35, 0.3), (0.5, 0.22), (0.6, 0.35), (0.47, 0.48), (0.62, 0.6), (0.5, 0.78), (0.33, 0.7)]], 0.06),
    SIDE,
)


def framed(ink: np.ndarray, inset: int, thickness: int, swerve: int = 0) -> np.ndarray:
    """The ink in a box whose sides lie ``inset`` pixels from the page's edges and step aside once by ``swerve``."""
    page = ink.copy()
    for sight in (page, page[::-1], page.T, page.T[::-1]):
        sight[inset : inset + thickness, inset : SIDE // 2] = 1
        sight[inset + swerve : inset + swerve + thickness, SIDE // 2 : -inset] = 1
    return page


@pytest.mark.parametrize(("inset", "thickness", "swerve"), [(12, 3, 0), (20, 8, 2), (4, 5, 1), (30, 1, 0)])
def test_the_box_of_a_form_goes_wherever_it_is_and_however_rough(inset, thickness, swerve):
    assert np.array_equal(without_frame(framed(THREE, inset, thickness, swerve)), THREE)


def test_a_pale_digit_in_a_dark_box_is_as_strong_as_any_other():
    assert np.abs(without_frame(framed(0.4 * THREE, 12, 4)) - THREE).max() < 1e-6


def test_the_numbers_beside_a_plot_go_with_its_axes():
    page = framed(THREE, 14, 2)
    page[40:46, 4:8] = page[90:96, 4:8] = page[190:196, 60:64] = 1
    assert np.array_equal(without_frame(page), THREE)


def test_a_digit_that_runs_into_its_box_loses_no_more_than_the_box_covers():
    low = np.roll(THREE, 24, axis=0)  # its foot lies on the line
    found = without_frame(framed(low, 12, 4))
    assert np.array_equal(found[:180], low[:180])
    assert not found[-12:].any()


def test_a_dark_page_in_a_light_figure_is_read_as_what_is_light_on_it():
    page = np.zeros_like(THREE)
    page[15:185, 15:185] = 1 - THREE[15:185, 15:185]
    assert np.array_equal(without_frame(page), THREE)


def test_an_angular_zero_or_eight_is_no_frame():
    zero = framed(np.zeros_like(THREE), 40, 14)
    assert without_frame(zero) is zero
    eight = zero.copy()
    eight[93:107, 40:160] = 1
    assert without_frame(eight) is eight


@pytest.mark.parametrize("rise", [-9, -4, 3, 8])
def test_slanted_rules_go(rise):
    page, columns = THREE.copy(), np.arange(SIDE)
    for row in (40, 80, 120, 160):
        path = np.rint(row + rise * columns / SIDE).astype(int)
        for thick in (0, 1):
            page[path + thick, columns] = np.maximum(page[path + thick, columns], 0.4)
    for seen, ink in ((page, THREE), (page.T, THREE.T)):
        assert np.abs(without_ruled_lines(seen) - ink).sum() < 0.15 * 640, "of 640; where strokes run along a line"


def test_rules_go_that_leave_the_page_beside_a_frame():
    page = THREE.copy()
    page[60:62] = page[130:132] = 0.4
    page[:, :3] = page[:, -2:] = 0.8
    assert np.abs(without_ruled_lines(page) - THREE).sum() < 0.1 * 1120, "of 1,120"


def test_one_square_of_squared_paper_is_no_frame():
    page = THREE.copy()
    page[[60, 190]] = page[:, [95, 180]] = 0.3
    assert without_frame(page) is page
