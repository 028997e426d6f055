"""UJI Pen Characters: digits of 49 people to learn from, and letters of three others to measure refusals with.

Source:  F. Prat, A. Marzal et al., "UJI Pen Characters (Version 2)", UCI Machine Learning Repository 177, 2009; its
         digits as the public repository bridger/NumberPad packs them. "UJI Pen Characters", UCI 160, 2007. CC BY 4.0.
Format:  version 2 as in ``numberpad.py``: two digits of each writer for every label, in the writers' order.
         Version 1 is UNIPEN text with y downwards.
"""

from __future__ import annotations

from pathlib import Path

from train.sources.cache import cached
from train.sources.numberpad import DATA, strokes_by_label
from train.sources.published import Published, read_published
from train.sources.unipen_text import segments
from train.strokes import LOOK_LIKE_DIGITS, NOT_A_DIGIT, PenDigit, normalised

FILE = Published(
    path="numberpad/ujipenchars2.json",
    url=f"{DATA}/ujipenchars2.json",
    md5="d3fb8c348e9a56123806901b255c0fcb",
)
VERSION = "1"  # of the code that parses: raise it when its result changes
# Writers 1 to 11 are those of version 1, with whom others measure: they are in no split, and not even parsed.
FIRST, LAST = 12, 60
# Whole writers are held out: every sixth to measure with, and the fives to decide with.
SPLIT_OF = {
    f"uji/{writer}": "test" if writer % 6 == 0 else "val" if writer % 10 == 5 else "train"
    for writer in range(FIRST, LAST + 1)
}
V1_CHECKSUMS = {
    "UJIpenchars-w01": "18ae3461521f6e97c0df3dfc568a79f0",
    "UJIpenchars-w02": "047db079f4481bc4d4829f7c520be50d",
    "UJIpenchars-w03": "f43ea5f351dd96af330cabf35aa75bb6",
}
V1_FILES = tuple(
    Published(
        path=f"uji/{name}.txt",
        url="https://archive.ics.uci.edu/static/public/160/uji+pen+characters.zip",
        member=name,
        md5=md5,
    )
    for name, md5 in V1_CHECKSUMS.items()
)


def load(split: str, root: str | Path) -> list[PenDigit]:
    """The digits of a split.  Raises: MissingData, DamagedData."""
    folder = (Path(root) / FILE.path).parent
    return cached(folder, (FILE.md5, VERSION), lambda: parse(read_published(FILE, root))).digits_of(split, SPLIT_OF)


def parse(data: bytes) -> list[PenDigit]:
    """Every digit of version 2's own writers."""
    return [
        PenDigit(normalised(lines), int(label), f"uji/{writer}")
        for label, drawn in strokes_by_label(data).items()
        for writer, lines in ((place // 2 + 1, lines) for place, lines in enumerate(drawn))
        if writer >= FIRST
    ]


def load_v1_letters(root: str | Path) -> list[PenDigit]:
    """The unambiguous letters of three of version 1's writers, who train nothing.  Raises: MissingData, DamagedData."""
    return [
        PenDigit(normalised(segment.lines), NOT_A_DIGIT, f"uji/{writer}")
        for writer, file in enumerate(V1_FILES, start=1)
        for segment in segments(read_published(file, root).decode("ascii"), "CHARACTER")
        if segment.label.isalpha() and segment.label.isascii() and segment.label not in LOOK_LIKE_DIGITS
    ]
