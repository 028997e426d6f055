"""A number on one line -> its digits: found by where their marks are, each cut out and read as a digit alone is.

Where one digit ends and the next begins is a matter of geometry (``grouping.py``). Whether a group is one digit or two
that touch is asked of the network: if the two sides of a group are digits as surely as the whole is, they are two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy import ndimage

from digit_model import page as pixels
from digit_model.digit import without_stray_dots
from digit_model.drawing import Drawing
from digit_model.errors import UnreadablePicture
from digit_model.grouping import MOST_MARKS, Cells, box_of, cells_of, grouped, lines_in, on_grid, sides_of
from digit_model.ink import Picture, ink_of
from digit_model.marks import TOUCHING
from digit_model.page import Page, on_pad, page_through
from digit_model.path import Readable, page_from
from digit_model.preprocess import FAINT, INK_TO_DIGIT
from digit_model.reading import Reading
from digit_model.verdict import evidence

UNKNOWN = "?"
# Evidence (``verdict.evidence``) that the weaker side must have beyond the whole, for the group to be two digits.
# Between strokes there is good reason to part; a cut through ink makes a 1 of any stem.
BETWEEN_STROKES, THROUGH_INK = -3.0, 3.0
# Cuts through ink: shares of the width, and columns for each row by which they lean, as writing does. With these, of
# validation writers' digits none was taken for two, and of pairs that touch 2.2 % for one; without any cut 4.5 %.
CUTS, LEANS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8), (0.0, -0.25, 0.25)
WIDE, TALL = 0.5, 0.5  # of the height: what is narrower is never cut, and each side is at least so tall

Place = tuple[float, float, float, float]


@dataclass(frozen=True)
class NumberDigit:
    """What stands at one place of a number.

    ``box``:         the rectangle (left, top, width, height) around its ink, in pad units; an upright picture lies on
                     the pad as ``page.on_pad`` says.
    ``reading``:     what the network reads there, as a whole.
    ``is_touching``: two digits or more that touch or overlap; what they are is not guessed.
    """

    box: Place
    reading: Reading
    is_touching: bool

    @property
    def text(self) -> str:
        """The most probable digit, also where the reading is unsure; "?" for what is none or touches."""
        likely = self.reading.candidates
        return likely[0] if likely and not self.is_touching else UNKNOWN


@dataclass(frozen=True)
class NumberReading:
    """A number's digits from left to right; none if the page is blank."""

    digits: tuple[NumberDigit, ...]

    @property
    def text(self) -> str:
        """Such as "407" or "4?7"; "" if the page is blank."""
        return "".join(digit.text for digit in self.digits)


@dataclass(frozen=True)
class _Found:
    """A group of marks: its box, its page as a digit, and the pages of its two sides, for each way to part it."""

    box: Place
    whole: Page
    sides: list[tuple[Page, Page]]


def read_number(picture: Readable, read_pages: Callable[[Sequence[Page]], list[Reading]]) -> NumberReading:
    """Read all digits on one line; ``Reader.read_number`` says how.  Raises: UnreadablePicture.

    ``read_pages``: reads digits that are cut out, all in one pass: a ``Reader``'s.
    """
    found = _in_drawing(picture) if isinstance(picture, Drawing) else _in_picture(picture)
    least = BETWEEN_STROKES if isinstance(picture, Drawing) else THROUGH_INK
    return NumberReading(tuple(_digit(group, read_pages, least) for group in found))


def _digit(group: _Found, read_pages: Callable[[Sequence[Page]], list[Reading]], least: float) -> NumberDigit:
    """A group as one digit, in a pass of its own: one pass over all cuts of a hundred groups would take a gigabyte."""
    pages = [group.whole, *chain.from_iterable(group.sides)]
    whole, *sides = read_pages(pages)
    pairs = zip(sides[::2], sides[1::2], strict=True)
    return NumberDigit(group.box, whole, any(_are_two(whole, pair, least) for pair in pairs))


def _are_two(whole: Reading, sides: tuple[Reading, Reading], least: float) -> bool:
    """Whether both sides are digits, and the weaker one stands out more than the whole, by so much at least."""
    if any(side.verdict != "digit" for side in sides):
        return False
    return min(map(_evidence, sides)) - _evidence(whole) >= least


def _evidence(reading: Reading) -> float:
    return float(evidence(next(reversed(reading.trace.values()))[None])[0])


def _check_count(marks: int) -> None:
    """Raise UnreadablePicture if there are too many."""
    if marks > MOST_MARKS:
        raise UnreadablePicture(
            "there are {count} marks, more than {most}: too many for one number", count=marks, most=MOST_MARKS
        )


def _groups(marks: Sequence[Cells]) -> list[list[int]]:
    """As ``grouped``.  Raises: UnreadablePicture if they stand on several lines."""
    groups = grouped(marks)
    lines = lines_in([box_of([marks[index] for index in group]) for group in groups])
    if lines > 1:
        raise UnreadablePicture("there are {lines} lines; a number is read from one line alone", lines=lines)
    return groups


def _in_drawing(drawing: Drawing) -> Iterator[_Found]:
    strokes = without_stray_dots(drawing).strokes
    _check_count(len(strokes))
    marks = cells_of(Drawing(strokes)) if strokes else []
    for group in _groups(marks):
        own = [strokes[index] for index in group]
        whole = Drawing(tuple(strokes[index] for index in sorted(group)))  # in the order in which they were drawn
        cuts = sides_of([marks[index] for index in group])
        sides = [(page_from(Drawing(tuple(own[:cut]))), page_from(Drawing(tuple(own[cut:])))) for cut in cuts]
        yield _Found(_inked_box(whole), page_from(whole), sides)


def _inked_box(drawing: Drawing) -> Place:
    """Around the ink, half a pen beyond the lines that the pen followed."""
    discs = [(*point, stroke.width / 2) for stroke in drawing.strokes for point in stroke.points]
    left, top = min(x - radius for x, _, radius in discs), min(y - radius for _, y, radius in discs)
    right, bottom = max(x + radius for x, _, radius in discs), max(y + radius for _, y, radius in discs)
    return left, top, right - left, bottom - top


def _in_picture(picture: Picture) -> Iterator[_Found]:
    ink = ink_of(picture)
    labels, count = ndimage.label(ink > FAINT, TOUCHING)
    _check_count(count)
    groups = _groups(_middle_lines(labels)) if count else []
    nearest = _spread(labels) if len(groups) > 1 else labels
    for group in groups:
        own = ink * np.isin(nearest, np.array(group) + 1) if len(groups) > 1 else ink
        close = own[pixels.box_of(own > FAINT)]  # what is cut and thrown away needs no place
        sides = [(page_through(INK_TO_DIGIT, left), page_through(INK_TO_DIGIT, right)) for left, right in _cut(close)]
        yield _Found(_box_on_pad(own), page_through(INK_TO_DIGIT, own), sides)


def _spread(labels: np.ndarray) -> np.ndarray:
    """Every pixel with the label of the nearest mark, so that soft edges go with theirs.  Shape: (H, W) -> (H, W)."""
    return labels[tuple(ndimage.distance_transform_edt(labels == 0, return_distances=False, return_indices=True))]


def _middle_lines(labels: np.ndarray) -> list[Cells]:
    """The cells along the middle of each mark's strokes.

    Shape:  (H, W), 0 paper, 1 .. N marks -> N marks.
    Method: pixels that are as far from the paper as any of their neighbours.
    """
    depth = ndimage.distance_transform_edt(labels)
    rows, columns = np.nonzero((labels > 0) & (depth >= ndimage.maximum_filter(depth, 3)))
    marks = labels[rows, columns]
    order = np.argsort(marks, kind="stable")
    points = np.stack([columns, rows], axis=1)[order].astype(np.float64)
    lines = np.split(points, np.flatnonzero(np.diff(marks[order])) + 1)
    return on_grid(lines)


def _box_on_pad(ink: np.ndarray) -> Place:
    """Where all that is ink lies, in pad units.  Shape: (H, W)."""
    rows, columns = pixels.box_of(ink > FAINT)
    left, top, width, height = on_pad(ink.shape)
    across, down = width / ink.shape[1], height / ink.shape[0]
    return (
        left + columns.start * across,
        top + rows.start * down,
        (columns.stop - columns.start) * across,
        (rows.stop - rows.start) * down,
    )


def _cut(ink: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The ink on either side of each cut, upright and slanted, that leaves two sides as tall as digits."""
    rows, columns = np.nonzero(ink > FAINT)
    height = np.ptp(rows)
    for lean in LEANS:
        across = columns - lean * rows
        left, width = across.min(), np.ptp(across)
        if width < max(WIDE * height, 1):
            continue
        for share in CUTS:
            on_left = across < left + share * width
            if min(np.ptp(rows[on_left]), np.ptp(rows[~on_left])) >= TALL * height:
                side = np.arange(ink.shape[1]) - lean * np.arange(ink.shape[0])[:, None] < left + share * width
                yield ink * side, ink * ~side
