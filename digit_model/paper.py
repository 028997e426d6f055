"""Picture -> ink: the only file that knows paper, transparency, polarity, colour, uneven light and noise."""

from __future__ import annotations

import numpy as np
from PIL import Image
from scipy import ndimage

# A mark must take away this share of its paper's brightness to be one; sensor noise and paper grain stay below it.
MIN_CONTRAST = 0.08
# The paper's own grain, where it has any: ink below so many times the median of all pixels, most of which are paper.
GRAIN, MOST_GRAIN = 4.0, 0.5
# How far pixels stand out alone, on average, in a noisy picture; the blur's width in pixels for each unit of that, and
# the widest, as a share of the longer side, that strokes survive.
NOISY, NOISE_BLUR, LARGEST_BLUR = 0.004, 50.0, 0.012
GRID = 140  # pixels of the longer side on which the paper is looked at
# Paper of which this share has one and the same brightness was made by a program: there is no slope to fit.
EVEN = 0.7
# A bold digit in a tight picture leaves less of it: then the border must be paper all around, as under no shadow.
EVEN_INSIDE, EVEN_BORDER = 0.35, 0.97
# Whether the paper is light: what counts as around a pixel, as a share of the longer side, and how much more the border
# counts. Of 2,518 pictures of known paper all pairs from .3-.6 and .3-.5 misjudge 9 or fewer.
AROUND, BORDER = 0.45, 0.4


def ink_from_picture(picture: Image.Image) -> np.ndarray:
    """Ink of a picture, dark on light or light on dark, on plain, grey or unevenly lit paper.

    Shape: (H, W) of mode L, RGB or RGBA -> (H, W), float32, 0 paper .. 1 the strongest mark.
    A picture without a mark comes back as zeros.
    """
    grey = most_contrasted_channel(on_paper(np.asarray(picture) * np.float32(1 / 255)))
    grey = without_noise(grey)
    marks = marks_on(grey)
    strongest = float(marks.max())
    if strongest < MIN_CONTRAST:
        return np.zeros_like(marks)
    ink = np.maximum(marks, 0) / np.float32(strongest)
    if not _is_grainy(ink):
        return ink
    grain = min(MOST_GRAIN, GRAIN * float(np.median(ink)))
    return np.clip((ink - grain) / (1 - grain), 0, 1)


def _is_grainy(ink: np.ndarray) -> bool:
    """Whether the paper itself carries texture, as photos do; pictures made by a program have flat paper."""
    return 2 * np.count_nonzero(ink > 1 / 255) > ink.size


def without_noise(grey: np.ndarray) -> np.ndarray:
    """Blur a picture as much as its pixels stand alone, darker or lighter than both their neighbours; strokes do not.

    Shape: (H, W) -> (H, W), brightness in [0, 1]; the very same array if there is no noise, or too few pixels to tell.
    """
    widest = LARGEST_BLUR * max(grey.shape)
    if widest < 1:
        return grey
    steps = np.diff(grey[::4], axis=1)  # every fourth row says it as well
    up, down = steps[:, :-1], -steps[:, 1:]  # alone is what goes both up and down, or down and up
    alone = np.maximum(np.minimum(up, down), -np.maximum(up, down))
    noise = float(np.maximum(alone, 0).mean()) if alone.size else 0.0
    return grey if noise < NOISY else ndimage.gaussian_filter(grey, min(NOISE_BLUR * noise, widest))


def marks_on(grey: np.ndarray) -> np.ndarray:
    """How much darker than light paper, or lighter than dark paper, each pixel is.

    Shape:  (H, W), brightness in [0, 1] -> (H, W), at most 1; below 0 where the paper is clearer than itself.
    Method: on uneven paper a share of the paper's brightness, because a shadow dims ink and paper alike; on the even
            paper of a program's picture simply the difference.
    """
    level = _even_level(grey)
    if level is not None:
        return level - grey if level - grey.min() >= grey.max() - level else grey - level
    paper_up = grey if _is_on_light(grey) else 1 - grey
    return 1 - paper_up / np.maximum(paper_under(paper_up), 1e-3)


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
    """The one of red, green and blue in which most of the marks stand out most: yellow on white is plain in blue only.

    Shape:  (H, W) or (H, W, 3) -> (H, W).
    Method: by the standard deviation. The full range would say the same of all three as soon as something is black,
            such as the outline of a thing whose coloured inside then goes unseen.
    """
    if pixels.ndim == 2:
        return pixels
    spread = pixels[::4].reshape(-1, 3).std(axis=0)  # every fourth row says it as well
    return np.ascontiguousarray(pixels[..., int(spread.argmax())])


def _even_level(grey: np.ndarray) -> float | None:
    """The one brightness of paper that a program made, or None if the paper is uneven."""
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    some = grey[:: max(1, len(grey) // 40), :: max(1, grey.shape[1] // 40)]  # some 1,600 pixels say it as well as all
    level = float(np.partition(border, border.size // 2)[border.size // 2])  # the median, without its overhead
    on_border, inside = (np.count_nonzero(np.abs(part - level) <= 1 / 255) / part.size for part in (border, some))
    return level if inside >= EVEN or (inside >= EVEN_INSIDE and on_border >= EVEN_BORDER) else None


def paper_under(grey: np.ndarray, stroke: float = 0.28) -> np.ndarray:
    """The light paper's brightness below dark marks, however it is lit.

    Shape:  (H, W) -> (H, W), brightness in [0, 1]; ``stroke`` is a share of the longer side, wider than any stroke.
    Method: morphological closing: what is darker than its surroundings and narrower than ``stroke`` is filled up, while
            slopes and the straight edges of shadows stay (Serra 1982). On a coarse grid, where it costs little.
    """
    coarse = _coarse(grey, GRID)
    reach = max(3, round(stroke * max(coarse.shape)))
    # Slopes go on beyond the edge, as far as the page itself reaches: a closing would flatten their lower ends.
    margin = [(min(reach, length - 1),) * 2 for length in coarse.shape]
    wide = np.pad(coarse, margin, mode="reflect", reflect_type="odd")
    closed = ndimage.grey_closing(wide, reach, mode="nearest")
    inner = tuple(slice(before, size - after) for (before, after), size in zip(margin, closed.shape, strict=True))
    size = (grey.shape[1], grey.shape[0])
    return np.asarray(Image.fromarray(np.ascontiguousarray(closed[inner])).resize(size, Image.Resampling.BILINEAR))


def _is_on_light(grey: np.ndarray) -> bool:
    """Whether the paper is the lighter of what is in the picture, and the ink the darker.

    Shape:  (H, W), brightness in [0, 1].
    Method: paper is most of what is near any mark, and nearly all that a picture's border shows. So it is near in
            brightness to the lightest pixel around, or else to the darkest; neither light that falls off slowly nor
            the strokes' width changes that.
    """
    coarse = _coarse(grey, 32)
    around = max(3, round(AROUND * max(coarse.shape)))
    below_lightest = ndimage.maximum_filter(coarse, around, mode="nearest") - coarse
    above_darkest = coarse - ndimage.minimum_filter(coarse, around, mode="nearest")
    return _mean_square(below_lightest) <= _mean_square(above_darkest)


def _mean_square(values: np.ndarray) -> float:
    """Over the whole picture, and once more, with a weight, over its border."""
    border = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
    return float(np.square(values).mean() + BORDER * np.square(border).mean())


def _coarse(grey: np.ndarray, grid: int) -> np.ndarray:
    scale = min(1, grid / max(grey.shape))
    size = tuple(max(1, round(length * scale)) for length in reversed(grey.shape))
    return np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.BOX), dtype=np.float32)
