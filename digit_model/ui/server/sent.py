"""What callers of the API send as a picture -> a decoded picture, or one sentence that says what to send instead."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NotBase64
from io import BytesIO
from pathlib import Path

from gradio.utils import get_upload_folder
from PIL import Image

from digit_model.errors import UnreadablePicture
from digit_model.picture import open_picture

WAYS = "send an uploaded file, or its bytes as base64, alone or in a data: address"

WEB_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
DATA_ADDRESS = re.compile(r"data:[^,]*;base64,", re.IGNORECASE)


def picture_sent(sent: object) -> Image.Image:
    """The picture, as ``open_picture`` gives it.

    ``sent``: base64 text, alone or in a data: address; or {"path": of a file that was uploaded to this server}, as
              Gradio's clients make it of a file; or {"url": a data: address}. Nothing is fetched from anywhere.
    Raises:   UnreadablePicture, saying what was wrong and what to send.
    """
    if isinstance(sent, dict):
        path, url = sent.get("path"), sent.get("url")
        if isinstance(path, str) and path and not WEB_ADDRESS.match(path):
            return open_picture(_uploaded(path))
        sent = path or url
    if sent is None or (isinstance(sent, str) and not sent.strip()):
        raise UnreadablePicture(f"there is no picture; {WAYS}")
    if not isinstance(sent, str):
        raise UnreadablePicture(f'a picture is text or an object with a "path" or a "url"; {WAYS}')
    if WEB_ADDRESS.match(sent):
        raise UnreadablePicture(f"send the picture itself, not its address: nothing is fetched from the web; {WAYS}")
    return open_picture(BytesIO(_bytes_in(sent)))


def _uploaded(path: str) -> Path:
    """A file that somebody uploaded: Gradio names it by a hash of what is in it, so only its sender can name it."""
    try:
        file = Path(path).resolve(strict=True)
    except (OSError, ValueError):  # not there; or a name that no file can have
        file = None
    if file is None or not file.is_file() or not file.is_relative_to(Path(get_upload_folder()).resolve()):
        raise UnreadablePicture(f"no file was uploaded to this path; {WAYS}")
    return file


def _bytes_in(text: str) -> bytes:
    """The bytes of base64 text, in lines or not, with or without the head of a data: address."""
    base64 = DATA_ADDRESS.sub("", text, count=1) if DATA_ADDRESS.match(text) else text
    try:
        return b64decode("".join(base64.split()), validate=True)
    except (NotBase64, ValueError):  # a character or a length that base64 does not have; letters beyond ASCII
        raise UnreadablePicture(
            f"this text is no base64, and files of the server are not opened by a path; {WAYS}"
        ) from None
