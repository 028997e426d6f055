"""Drawing or picture -> ink, float32 (H, W), 0 paper .. 1 ink.

The only file that knows paper, transparency, polarity, colour and uneven light. What comes after it knows ink alone.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from digit_model.drawing import Drawing, Point, Stroke
from digit_model.marks import without_edge_marks, without_ruled_lines, without_specks
from digit_model.picture import open_picture

Picture = Image.Image | np.ndarray | str | Path | Drawing

# Share of a digit's longer side: MNIST's strokes are 2.4 pixels wide in boxes of 20 pixels.
MNIST_PEN = 0.12
DRAWN_SIDE = 160  # pixels; a drawing that fills it has 8 x 8 of them for each of the digit's, soft edges enough
# A mark must differ from its paper by this much (of white minus black) to be one; sensor noise and paper grain,
# after the averaging in picture.py, stay below it.
MIN_CONTRAST = 0.12
# The paper's own grain: ink below this share of the darkest mark is paper.
GRAIN = 0.15
# Paper of which this share has one and the same brightness was made by a program: there is no slope to fit.
EVEN = 0.7


def ink_from(picture: Picture) -> np.ndarray:
    """Ink of anything readable.

    Shape:  -> (H, W), float32, 0 paper .. 1 ink.
    Raises: UnreadablePicture, saying what was wrong.
    """
    if isinstance(picture, Drawing):
        return ink_from_drawing(filling_the_page(in_mnists_pen(picture)))
    ink = ink_from_picture(open_picture(picture))
    return without_specks(without_edge_marks(without_ruled_lines(ink)))


def in_mnists_pen(drawing: Drawing) -> Drawing:
    """The same strokes in a pen as wide, for the size of what is drawn, as that of MNIST's writers.

    A drawing knows its strokes, so a pen too thick or too thin for it costs nothing: of small digits in a thick pen the
    network reads 96 % instead of 90 %. The eraser keeps its width, because what was rubbed out must stay so.
    """
    _, longer_side = _box(drawing)
    if longer_side == 0:
        return drawing  # a dot is as large as its pen, and nothing else tells how large it was meant
    # The ink's longer side is that of the points and half a pen at either end.
    width = longer_side * MNIST_PEN / (1 - MNIST_PEN)
    return Drawing(tuple(s if s.erases else replace(s, width=width) for s in drawing.strokes))


def filling_the_page(drawing: Drawing) -> Drawing:
    """The same drawing as large as the page: a tiny digit is inked as finely as a large one, for the same few pixels.

    Rounded to a fiftieth of a pixel, so that the same digit elsewhere on the pad becomes the same ink to the last bit.
    """
    corner, longer_side = _box(drawing)
    width = max((stroke.width for stroke in drawing.strokes if not stroke.erases), default=1.0)
    scale = 1 / (longer_side + width)
    dx, dy = (width / 2 - corner) * scale
    large = drawing.moved(scale, float(dx), float(dy))
    return Drawing(tuple(replace(s, points=_rounded(s.points), width=round(s.width, 4)) for s in large.strokes))


def _rounded(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((round(x, 4), round(y, 4)) for x, y in points)


def _box(drawing: Drawing) -> tuple[np.ndarray, float]:
    """Upper left corner (x, y) and longer side of the box around all inked points on the pad, in pad units."""
    points = [point for stroke in drawing.strokes if not stroke.erases for point in stroke.points]
    if not points:
        return np.zeros(2), 0.0
    on_pad = np.clip(points, 0, 1)  # a captured pointer may leave the pad, but its ink is not seen
    return on_pad.min(axis=0), float(np.ptp(on_pad, axis=0).max())


def ink_from_drawing(drawing: Drawing, side: int = DRAWN_SIDE) -> np.ndarray:
    """Ink of a drawing in its own pens.

    Shape: -> (side, side), float32, 0 or 1.
    """
    page = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(page)
    for stroke in drawing.strokes:
        _draw_stroke(pen, stroke, side)
    return np.asarray(page, dtype=np.float32) / 255


def _draw_stroke(pen: ImageDraw.ImageDraw, stroke: Stroke, side: int) -> None:
    fill = 0 if stroke.erases else 255
    points = [(x * side, y * side) for x, y in stroke.points]
    width = max(1.0, stroke.width * side)
    # Lines have flat ends and gaps at their joints; a disc at every point gives the round pen the pad shows.
    pen.line(points, fill=fill, width=round(width))
    for x, y in points:
        pen.circle((x, y), width / 2, fill=fill)


def ink_from_picture(picture: Image.Image) -> np.ndarray:
    """Ink of a picture, dark on light or light on dark, on plain, grey or unevenly lit paper.

    Shape: (H, W) of mode L, RGB or RGBA -> (H, W), float32, 0 paper .. 1 the strongest mark.
    A picture without a mark comes back as zeros.
    """
    grey = most_contrasted_channel(on_paper(np.asarray(picture, dtype=np.float32) / 255))
    marks = grey - paper_under(grey)
    # Ink is whatever differs most from the paper, darker or lighter.
    darkest, lightest = float(marks.min()), float(marks.max())
    ink = -marks if -darkest >= lightest else marks
    strongest = max(-darkest, lightest)
    if strongest < MIN_CONTRAST:
        return np.zeros_like(grey)
    ink = ink / strongest
    grain = GRAIN if _is_grainy(ink) else 0.0
    return np.clip((ink - grain) / (1 - grain), 0, 1)


def _is_grainy(ink: np.ndarray) -> bool:
    """Whether the paper itself carries texture, as photos do; pictures made by a program have flat paper."""
    return 2 * np.count_nonzero(np.abs(ink) > 1 / 255) > ink.size


def on_paper(pixels: np.ndarray) -> np.ndarray:
    """Lay a transparent picture on paper that its ink can be seen on.

    Shape:  (H, W), (H, W, 3) or (H, W, 4) -> the same without alpha; values in [0, 1].
    Method: what is opaque over most of the picture is its own paper, and goes on beneath the rest; otherwise the opaque
            part is ink, dark on white paper or light on black.
    """
    if pixels.ndim == 2 or pixels.shape[2] == 3:
        return pixels
    colour, alpha = pixels[..., :3], pixels[..., 3:]
    opaque = colour[alpha[..., 0] > 0.5]
    if 2 * len(opaque) > alpha.size:
        paper = np.median(opaque, axis=0)
    else:
        paper = np.float32(len(opaque) > 0 and opaque.mean() <= 0.5)
    return colour * alpha + paper * (1 - alpha)


def most_contrasted_channel(pixels: np.ndarray) -> np.ndarray:
    """The one of red, green and blue in which the marks stand out most: yellow on white is plain in blue only.

    Shape: (H, W) or (H, W, 3) -> (H, W).
    """
    if pixels.ndim == 2:
        return pixels
    spread = np.ptp(pixels.reshape(-1, 3), axis=0)
    return np.ascontiguousarray(pixels[..., int(spread.argmax())])


def paper_under(grey: np.ndarray, grid: int = 32, rounds: int = 3) -> np.ndarray:
    """The paper's brightness below the marks: a smooth surface (quadratic in x and y) fitted to the paper alone.

    Shape:  (H, W) -> (H, W), brightness in [0, 1].
    Method: least squares on a coarse grid; marks are outliers, found against the last fit and left out of the next.
    """
    coarse = _coarse(grey, grid)
    basis = _quadratic(*coarse.shape)  # (cells, 6)
    values = coarse.ravel()
    paper = _border(coarse)
    tolerance = 0.25 * np.ptp(values)
    keep = np.abs(values - paper) <= tolerance
    if np.count_nonzero(np.abs(values - paper) <= 1 / 255) >= EVEN * values.size:
        return np.broadcast_to(np.float32(paper), grey.shape)
    coefficients = np.array([paper, 0, 0, 0, 0, 0], dtype=np.float32)
    for _ in range(rounds):
        if keep.sum() < basis.shape[1] * 4:
            break  # too little paper in sight to learn a slope from: the border's level stands
        coefficients, *_ = np.linalg.lstsq(basis[keep], values[keep], rcond=None)
        residual = np.abs(values - basis @ coefficients)
        keep = residual <= max(2.5 * float(np.median(residual[keep])), 0.02)
    a, *rest = coefficients
    return _surface(a, rest, grey.shape)


def _coarse(grey: np.ndarray, grid: int) -> np.ndarray:
    height, width = grey.shape
    size = (min(grid, width), min(grid, height))
    return np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.BOX), dtype=np.float32)


def _border(grey: np.ndarray) -> float:
    return float(np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])))


def _axis(count: int) -> np.ndarray:
    return ((np.arange(count, dtype=np.float32) + 0.5) / count) * 2 - 1


def _quadratic(height: int, width: int) -> np.ndarray:
    y, x = np.meshgrid(_axis(height), _axis(width), indexing="ij")
    return np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], axis=-1).reshape(-1, 6)


def _surface(level: float, slopes: Any, shape: tuple[int, int]) -> np.ndarray:
    bx, by, bxx, byy, bxy = slopes
    y, x = _axis(shape[0])[:, None], _axis(shape[1])[None, :]
    return (level + by * y + byy * y * y) + (bx * x + bxx * x * x) + (bxy * y) * x
