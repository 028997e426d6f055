"""The number in a photo that lies on the pad; a drawn one is read in the page."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from typing import Any

from fastapi import HTTPException
from PIL import Image, UnidentifiedImageError

from digit_model.errors import UnreadablePicture
from digit_model.reader import Reader
from digit_model.ui.server.complaints import told

HEAD = "data:image/jpeg;base64,"  # as ``pictures.prepared`` sends the pad its copy
LONGEST = 300_000  # characters; the copy of a photo has below 80,000


def number_in(reader: Reader) -> Callable[[Any], dict[str, Any]]:
    """A function for the page: {"picture": the pad's copy, at a data address} -> the number in it.

    {"text", "digits": [{"text", "box"}]}, a box being (left, top, width, height) in pad units; or {"refused": HTML}.
    It raises HTTPException (422) for what is no such address.
    """

    def number(question: Any) -> dict[str, Any]:
        address = question.get("picture") if isinstance(question, dict) else None
        if not isinstance(address, str) or not address.startswith(HEAD) or len(address) > LONGEST:
            raise HTTPException(422, 'a question is an object with a "picture", a small JPEG at a data address')
        try:
            picture = Image.open(BytesIO(b64decode(address.removeprefix(HEAD), validate=True)), formats=["JPEG"])
            read = reader.read_number(picture)
        except UnreadablePicture as error:
            return {"refused": told(error).html()}
        except (ValueError, UnidentifiedImageError):
            raise HTTPException(422, "the picture is no JPEG") from None
        return {"text": read.text, "digits": [{"text": digit.text, "box": digit.box} for digit in read.digits]}

    return number
