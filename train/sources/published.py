"""Published files: read and checked, and downloaded where they are missing."""

from __future__ import annotations

import hashlib
import http.client
import io
import tempfile
import urllib.request
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import unlzw3  # UCI's older archives hold files packed by Unix `compress`, which Python's own library cannot unpack
from tqdm import tqdm

# What unpacking a file can raise that is damaged, or something else than its name says.
UNREADABLE = (OSError, ValueError, KeyError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error)
PATIENCE = 60  # seconds without an answer
PIECE = 1 << 16  # bytes read at once; the progress bar moves as often


class MissingData(RuntimeError):
    """The data is not there and could not be had; the message names the ways out."""


class DamagedData(RuntimeError):
    """A data file is not what was published; the message names it and its expected checksum."""


@dataclass(frozen=True)
class Published:
    """A file that was published: where it lies under the data root, where it comes from, and its checksum.

    ``md5``:    of the file; of an archive of which a part is enough, of the members used (``md5_of_members``).
    ``member``: its name within the zip archive at ``url``, where the ending .Z says that it is packed once more;
                empty where ``url`` gives the file itself.
    """

    path: str
    url: str
    md5: str
    member: str = ""


def read_published(file: Published, root: str | Path) -> bytes:
    """The content of a file; it is downloaded to its place first if it is not there.

    Raises: MissingData, naming the ways out; DamagedData, naming the file and its checksum.
    """
    data = find_published(file, root).read_bytes()
    check(file, root, md5_of(data))
    return data


def find_published(file: Published, root: str | Path) -> Path:
    """Where the file lies, unchecked; it is downloaded first if it is not there.  Raises: MissingData."""
    path = Path(root) / file.path
    if not path.is_file():
        _download(file, path)
    return path


def check(file: Published, root: str | Path, found: str) -> None:
    """Raise DamagedData if the checksum found is not the published one.  ``found``: md5, or why there is none."""
    if found != file.md5:
        raise DamagedData(
            f"{Path(root) / file.path} is damaged: its md5 is {found}, expected {file.md5}. "
            f"Delete it, and it will be downloaded again from {file.url}; "
            "if that does not help, that address gives another file than it did."
        )


def md5_of(data: bytes) -> str:
    """A checksum against damage, not against forgery.

    >>> md5_of(b"hello hello hello")
    '667a6d14b2dc154feac362ddad4d4ca8'
    """
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def md5_of_members(members: dict[str, bytes]) -> str:
    """One checksum for the names and contents of some members of an archive, whatever else it holds.

    >>> md5_of_members({"b": b"2", "a": b"1"}) == md5_of_members({"a": b"1", "b": b"2"})
    True
    """
    return md5_of("\n".join(f"{name} {md5_of(data)}" for name, data in sorted(members.items())).encode())


def written_whole(path: Path, data: bytes) -> None:
    """Write a file that is either complete or not there: under another name first, then renamed.  Raises: OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        part = Path(file.name)
        try:
            file.write(data)
            file.close()
            part.chmod(0o644)  # temporary files are for their owner alone
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _download(file: Published, path: Path) -> None:
    try:
        with urllib.request.urlopen(file.url, timeout=PATIENCE) as answer:
            length = answer.headers.get("Content-Length")
            data = _received(answer, int(length) if length else None, path.name)
        written_whole(path, _unpacked(data, file.member) if file.member else data)
    except (http.client.HTTPException, *UNREADABLE) as error:
        source = f"{file.member} in {file.url}: unpack it there" if file.member else f"{file.url}: save it there"
        raise MissingData(
            f"{path} is missing and could not be downloaded ({error}).\nIt is {source}, or name another --data-root."
        ) from error


def _received(answer: BinaryIO, length: int | None, name: str) -> bytes:
    """All bytes of an answer, with a progress bar.  ``length``: bytes announced, None if unknown.

    Raises: OSError if the connection ends early, which reading in pieces does not notice by itself.
    """
    data = bytearray()
    with tqdm(total=length, desc=name, unit="B", unit_scale=True, unit_divisor=1024) as bar:
        while piece := answer.read(PIECE):
            data += piece
            bar.update(len(piece))
    if length is not None and len(data) != length:
        raise OSError(f"the connection ended after {len(data)} of {length} bytes")
    return bytes(data)


def _unpacked(archive: bytes, member: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        data = file.read(member)
    return unlzw3.unlzw(data) if member.endswith(".Z") else data
