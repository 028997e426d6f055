"""Files, arrays and images of every kind -> a plain decoded picture, or one clear refusal.

The only file that knows pixel modes and EXIF. Everything is looked at before it is decoded; ``decoding`` knows costs.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, UnidentifiedImageError

from digit_model.decoding import MAX_PIXELS, check_pixels, check_time, decoding_bytes, turn_to_decode
from digit_model.errors import UnreadablePicture

# What is opened. Of the many more that Pillow knows, some run other programs (EPS) or hide a picture larger than they
# say (ICO), and visitors send files.
FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF")

# Pixels. No stroke needs more to be averaged down to 20, and every later step is this much cheaper.
WORKING_SIDE = 560
BAND = 2_000_000  # pixels that are brought to a plain mode and shrunk at a time
DEPTHS = (8, 10, 12, 16)  # bits; what cameras, scanners and microscopes write, often in files that would hold more

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


def open_picture(picture: Image.Image | np.ndarray | str | Path | BytesIO) -> Image.Image:
    """A decoded picture in one of the modes L, RGB or RGBA, upright, its longer side at most ``WORKING_SIDE``.

    ``picture``: also the path of a file, or its bytes. Of one with several frames the first is taken. Opening what was
    opened changes nothing.
    Raises: UnreadablePicture if it is not a picture, is cut off, or takes too much time or memory to decode.
    """
    if isinstance(picture, str | Path | BytesIO):
        source = Path(picture) if isinstance(picture, str) else picture
        with _open_file(source) as file:
            check_pixels(file)
            check_time(file, source)
            stored_pixels = file.width * file.height
            # JPEG only: decodes large photos at a fraction of their size, for a fraction of the memory.
            file.draft(None, (2 * WORKING_SIDE, 2 * WORKING_SIDE))
            return _decode(file, stored_pixels)
    if isinstance(picture, np.ndarray):
        picture = _image_from_array(picture)
    if not isinstance(picture, Image.Image):
        raise UnreadablePicture(f"a {type(picture).__name__} is not a picture, an array, a path or a Drawing")
    check_pixels(picture)
    return _decode(picture, picture.width * picture.height)


def _decode(picture: Image.Image, stored_pixels: int) -> Image.Image:
    with turn_to_decode(decoding_bytes(picture, stored_pixels)):
        try:
            picture.load()
            small = _small(picture)
        except (OSError, SyntaxError, ValueError, struct.error) as error:  # what Pillow raises for broken files
            raise UnreadablePicture("the picture is cut off or damaged ({error}); send it again", error=error) from None
    turn = _turn(picture)  # only now: a PNG may carry it behind its pixels
    upright = small if turn is None else small.transpose(turn)
    upright.info = {}  # the file's EXIF would turn it once more when it is opened again
    return upright


def _open_file(source: Path | BytesIO) -> Image.Image:
    name = source.name if isinstance(source, Path) else "what was sent"
    try:
        return Image.open(source, formats=FORMATS)
    except UnidentifiedImageError:
        raise UnreadablePicture(
            "{name} cannot be read as a picture; send a PNG, JPEG, WebP, BMP, TIFF or GIF",
            name=name,
        ) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnreadablePicture(
            "the picture has far more than {most} million pixels; send a smaller one", most=MAX_PIXELS // 1_000_000
        ) from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise UnreadablePicture("{name} cannot be opened: {error}", name=name, error=said) from None


def _image_from_array(array: np.ndarray) -> Image.Image:
    grey = array.ndim == 2
    if array.dtype != np.uint8 or not (grey or (array.ndim == 3 and array.shape[2] in (3, 4))):
        raise UnreadablePicture(
            f"an array must be uint8 of shape (H, W), (H, W, 3) or (H, W, 4), not {array.dtype} {array.shape}"
        )
    if not array.size:
        raise UnreadablePicture("the picture is empty: it has no pixels")
    return Image.fromarray(np.ascontiguousarray(array))


def _small(picture: Image.Image) -> Image.Image:
    """The same picture as L, RGB or RGBA, every pixel the mean of a block of its pixels.

    Band by band: at once, a picture of a rare mode would take five times its memory on the way.
    """
    block = math.ceil(max(picture.size) / WORKING_SIDE)
    white = _white(picture, block)
    parts = [_plain_mode(band, white).reduce(block) for band in _bands(picture, block)]
    if len(parts) == 1:
        return parts[0]
    small = Image.new(parts[0].mode, (parts[0].width, sum(part.height for part in parts)))
    top = 0
    for part in parts:
        small.paste(part, (0, top))
        top += part.height
    return small


def _bands(picture: Image.Image, block: int) -> Iterator[Image.Image]:
    """The picture cut across, each band but the last of whole blocks."""
    rows = block * max(1, BAND // (block * picture.width))
    for top in range(0, picture.height, rows):
        yield picture.crop((0, top, picture.width, min(top + rows, picture.height)))


def _white(picture: Image.Image, block: int) -> float:
    """The number that stands for white in a picture with more than 8 bits a pixel; others have no need of it."""
    if not _is_deep(picture.mode):
        return 255
    bands = (np.asarray(band, dtype=np.float32) for band in _bands(picture, block))
    largest = max(float(values.max(where=np.isfinite(values), initial=1)) for values in bands)
    # The file does not say how many of its bits are used; floating point says nothing of white at all.
    whole = () if picture.mode == "F" else DEPTHS
    return next((2**depth - 1 for depth in whole if largest < 2**depth), largest)


def _is_deep(mode: str) -> bool:
    return mode.startswith("I;16") or mode in ("I", "F")


def _plain_mode(picture: Image.Image, white: float) -> Image.Image:
    """Whatever the file's mode, the same picture as L, RGB or RGBA."""
    if picture.mode in ("L", "RGB", "RGBA"):
        return picture
    if _is_deep(picture.mode):
        values = np.nan_to_num(np.asarray(picture, dtype=np.float32))
        return Image.fromarray((np.clip(values / white, 0, 1) * 255).astype(np.uint8))
    if picture.mode in ("1", "CMYK", "YCbCr", "LAB", "HSV"):
        return picture.convert("L" if picture.mode == "1" else "RGB")
    return picture.convert("RGBA")  # P, PA, LA and the rarer ones may carry transparency


def _turn(picture: Image.Image) -> Image.Transpose | None:
    """What brings it upright, as its EXIF says."""
    try:  # ImageOps.exif_transpose would pack all EXIF anew, and fail on one odd tag
        return TURNS.get(picture.getexif().get(ExifTags.Base.Orientation))
    except (OSError, SyntaxError, ValueError, struct.error):
        return None  # EXIF that cannot be read says nothing, and the pixels are sound
