"""Files of the UCI Machine Learning Repository: read and checked, and downloaded where they are missing."""

from __future__ import annotations

import hashlib
import http.client
import io
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

import unlzw3  # UCI's older archives hold files packed by Unix `compress`, which Python's own library cannot unpack

from train.data import DamagedData, MissingData

PATIENCE = 60  # seconds without an answer


@dataclass(frozen=True)
class Published:
    """A file that was published: where it lies under the data root, where it comes from, and its checksum.

    ``member``: its name within the zip archive at ``url``; the ending .Z says that it is packed once more.
    """

    path: str
    url: str
    member: str
    md5: str


def read_published(file: Published, root: str | Path) -> str:
    """The file's text; downloaded to its place first if it is not there.

    Raises: MissingData, naming the ways out; DamagedData, naming the file and its checksum.
    """
    path = Path(root) / file.path
    if not path.is_file():
        _download(file, path)
    data = path.read_bytes()
    if (found := hashlib.md5(data, usedforsecurity=False).hexdigest()) != file.md5:
        raise DamagedData(
            f"{path} is damaged: its md5 is {found}, expected {file.md5}. Delete it, and it will be downloaded again"
        )
    return data.decode("ascii")


def _download(file: Published, path: Path) -> None:
    try:
        with urllib.request.urlopen(file.url, timeout=PATIENCE) as answer:
            archive = zipfile.ZipFile(io.BytesIO(answer.read()))
        data = archive.read(file.member)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(unlzw3.unlzw(data) if file.member.endswith(".Z") else data)
    except (OSError, http.client.HTTPException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise MissingData(
            f"{path} is missing and could not be downloaded ({error}).\n"
            f"It is {file.member} in {file.url}: unpack it there, or name another --data-root."
        ) from error
