"""Whatever callers send as a picture is opened, or refused in one sentence; nothing is fetched, no other file read."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import numpy as np
import pytest

from digit_model.errors import UnreadablePicture
from digit_model.picture import open_picture
from digit_model.ui.server.sent import WAYS, picture_sent

PICTURE = Path(__file__).parents[2] / "examples" / "9-grey-paper.png"
BASE64 = b64encode(PICTURE.read_bytes()).decode()
DATA = f"data:image/png;base64,{BASE64}"


@pytest.fixture(autouse=True)
def uploaded(tmp_path, monkeypatch) -> Path:
    """A file in the folder that Gradio uploads to."""
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "uploads"))
    file = tmp_path / "uploads" / "hash" / "nine.png"
    file.parent.mkdir(parents=True)
    file.write_bytes(PICTURE.read_bytes())
    return file


@pytest.mark.parametrize(
    "sent",
    [
        BASE64,
        "\n".join(BASE64[start : start + 76] for start in range(0, len(BASE64), 76)),  # as the command base64 writes it
        DATA,
        f"DATA:application/octet-stream;name=9.png;base64,{BASE64}",
        {"url": DATA},
        {"path": None, "url": DATA},
        {"path": "", "url": DATA, "meta": {"_type": "gradio.FileData"}},
    ],
)
def test_a_picture_is_opened_whichever_way_its_bytes_come(sent):
    assert np.array_equal(picture_sent(sent), open_picture(PICTURE))


def test_an_uploaded_file_is_opened_by_its_path_whatever_else_is_said_of_it(uploaded):
    for more in ({}, {"meta": {"_type": "gradio.FileData"}, "orig_name": "a.png"}, {"url": "http://127.0.0.1/a.png"}):
        assert np.array_equal(picture_sent({"path": str(uploaded), **more}), open_picture(PICTURE))


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        (None, "there is no picture"),
        ("", "there is no picture"),
        (" \n", "there is no picture"),
        ({}, "there is no picture"),
        ({"path": None, "url": None}, "there is no picture"),
        ("https://example.com/9.png", "send the picture itself, not its address"),
        (" HTTP://127.0.0.1/9.png", "send the picture itself, not its address"),
        ("file:///etc/passwd", "send the picture itself, not its address"),
        ({"url": "https://example.com/9.png"}, "send the picture itself, not its address"),
        ({"path": "https://example.com/9.png"}, "send the picture itself, not its address"),
        (str(PICTURE), "files of the server are not opened by a path"),
        ("neun", "what was sent cannot be read as a picture"),  # is base64
        ("neun!", "no base64"),
        ("九", "no base64"),
        ("\ud800", "no base64"),
        ("data:image/svg+xml,<svg/>", "no base64"),
        ("data:image/png;base64,", "what was sent cannot be read as a picture"),
        (BASE64[:2000], "cut off or damaged"),
        ({"path": str(PICTURE)}, "no file was uploaded to this path"),
        ({"path": str(PICTURE), "meta": {"_type": "gradio.FileData"}}, "no file was uploaded to this path"),
        ({"path": "nowhere"}, "no file was uploaded to this path"),
        ({"path": "\0"}, "no file was uploaded to this path"),
        ({"path": "\ud800"}, "no file was uploaded to this path"),
        ({"path": "a" * 5000}, "no file was uploaded to this path"),
        ([BASE64], 'a picture is text or an object with a "path" or a "url"'),
        ({"url": [DATA]}, 'a picture is text or an object with a "path" or a "url"'),
        (9, 'a picture is text or an object with a "path" or a "url"'),
        (True, 'a picture is text or an object with a "path" or a "url"'),
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(sent, complaint):
    with pytest.raises(UnreadablePicture, match=complaint) as refusal:
        picture_sent(sent)
    assert str(PICTURE) not in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_nothing_but_uploads_is_opened_by_a_path(uploaded):
    outside = uploaded.parents[2] / "outside.png"
    outside.write_bytes(PICTURE.read_bytes())
    link = uploaded.with_name("link.png")
    link.symlink_to(outside)
    for path in (outside, link, uploaded.parent, uploaded.parent / ".." / ".." / ".." / "outside.png"):
        with pytest.raises(UnreadablePicture, match=f"no file was uploaded to this path; {WAYS}"):
            picture_sent({"path": str(path)})
