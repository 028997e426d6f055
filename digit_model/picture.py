"""Files, arrays and images of every kind -> a plain decoded picture, or one clear refusal.

The only file that knows file formats, pixel modes and EXIF. Everything is looked at before it is decoded.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, UnidentifiedImageError

from digit_model.errors import UnreadablePicture

# What is opened. Of the many more that Pillow knows, some run other programs (EPS) or hide a picture larger than they
# say (ICO), and visitors send files.
FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF")

# Pixels. The largest ordinary phone photo; decoded it takes about 150 MB. Looked at before anything is decoded.
MAX_PIXELS = 50_000_000
# Pixels. No stroke needs more to be averaged down to 20, and every later step is this much cheaper.
WORKING_SIDE = 560

# EXIF's orientation: what turns the picture upright again. 1 is upright.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def open_picture(picture: Image.Image | np.ndarray | str | Path) -> Image.Image:
    """A decoded picture in one of the modes L, RGB or RGBA, upright, its longer side at most ``WORKING_SIDE``.

    Of a picture with several frames the first is taken.
    Raises: UnreadablePicture if it is not a picture, is cut off, or has more than ``MAX_PIXELS``.
    """
    if isinstance(picture, str | Path):
        with _open_file(Path(picture)) as file:
            _check_size(file)
            # JPEG only: decodes large photos at a fraction of their size, for a fraction of the memory.
            file.draft(None, (2 * WORKING_SIDE, 2 * WORKING_SIDE))
            return _decode(file)
    if isinstance(picture, np.ndarray):
        picture = _image_from_array(picture)
    if not isinstance(picture, Image.Image):
        raise UnreadablePicture(f"a {type(picture).__name__} is not a picture, an array, a path or a Drawing")
    _check_size(picture)
    return _decode(picture)


def _decode(picture: Image.Image) -> Image.Image:
    try:
        return _shrink(_upright(_plain_mode(picture)))
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow's decoders raise for broken files
        raise UnreadablePicture("the picture is cut off or damaged ({error}); send it again", error=error) from None


def _open_file(path: Path) -> Image.Image:
    try:
        return Image.open(path, formats=FORMATS)
    except UnidentifiedImageError:
        raise UnreadablePicture(
            "{name} is not a picture; send a PNG, JPEG, WebP, BMP, TIFF or GIF", name=path.name
        ) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadablePicture(
            "the picture has far more than {most} million pixels; send a smaller one", most=MAX_PIXELS // 1_000_000
        ) from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise UnreadablePicture("{name} cannot be opened: {error}", name=path.name, error=said) from None


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise UnreadablePicture(
            "the picture has {width} x {height}, more than {most} million pixels; send a smaller one",
            width=width,
            height=height,
            most=MAX_PIXELS // 1_000_000,
        )
    if not width or not height:
        raise UnreadablePicture("the picture is empty: it has no pixels")


def _image_from_array(array: np.ndarray) -> Image.Image:
    grey = array.ndim == 2
    if array.dtype != np.uint8 or not (grey or (array.ndim == 3 and array.shape[2] in (3, 4))):
        raise UnreadablePicture(
            f"an array must be uint8 of shape (H, W), (H, W, 3) or (H, W, 4), not {array.dtype} {array.shape}"
        )
    if not array.size:
        raise UnreadablePicture("the picture is empty: it has no pixels")
    return Image.fromarray(np.ascontiguousarray(array))


def _plain_mode(picture: Image.Image) -> Image.Image:
    """Whatever the file's mode, the same picture as L, RGB or RGBA."""
    if picture.mode in ("L", "RGB", "RGBA"):
        picture.load()
        return picture
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        values = np.nan_to_num(np.asarray(picture, dtype=np.float32))
        # Mode I holds 8-bit values as often as 16-bit ones, mode F anything.
        largest = float(values.max())
        top = max(1.0, largest) if picture.mode == "F" else 255 if picture.mode == "I" and largest <= 255 else 65535
        plain = Image.fromarray((np.clip(values / top, 0, 1) * 255).astype(np.uint8))
        plain.info = picture.info
        return plain
    if picture.mode in ("1", "CMYK", "YCbCr", "LAB", "HSV"):
        return picture.convert("L" if picture.mode == "1" else "RGB")
    return picture.convert("RGBA")  # P, PA, LA and the rarer ones may carry transparency


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as its EXIF says. ImageOps.exif_transpose would pack all EXIF anew, and fail on one odd tag."""
    turn = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation))
    return picture.transpose(turn) if turn is not None else picture


def _shrink(picture: Image.Image) -> Image.Image:
    factor = math.ceil(max(picture.size) / WORKING_SIDE)
    return picture.reduce(factor) if factor > 1 else picture
