"""Digits, letters and symbols of 165 people on many tablets: UNIPEN, the largest public collection of pen strokes.

Source:  The International Unipen Foundation, train_r01_v07, Zenodo 10.5281/zenodo.1195803, CC BY 4.0; as the public
         repository GreenCappuccino/train_r01_v07 packs it, at the commit below.
Format:  data/1a holds digits, 1b and 1c upper and lower case letters, 1d symbols: UNIPEN text that names the segments,
         and includes include/a/b.dat, where the points are, y upwards, and the documentation of the contributor.
Check:   one md5 over the members used, since a smaller archive that holds just these is as good as the whole.
Left out: contributors with whose digits others measure, which are not even read; and segments whose label is wrong,
         as contact sheets showed: single strokes with a whole digit's label, two or more zeros as one
         (unipen_left_out.json, "member#components").
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from pathlib import Path

from train.sources.cache import Packed, cached
from train.sources.published import Published, check, find_published, md5_of_members
from train.sources.unipen_text import included, segments, statements
from train.strokes import LOOK_LIKE_DIGITS, NOT_A_DIGIT, PenDigit, normalised

COMMIT = "552a4d440bc94bb34710650c0826be7deb986f7c"
FILE = Published(
    path="unipen/train_r01_v07.zip",
    url=f"https://github.com/GreenCappuccino/train_r01_v07/archive/{COMMIT}.zip",
    md5="a096450608e420514937bda5f323455e",
)
VERSION = "1"  # of the code that parses: raise it when its result changes
CONTRIBUTORS = ("apa", "apb", "app", "ced", "gmd", "ibm", "syn", "val")
LEFT_OUT = Path(__file__).with_name("unipen_left_out.json")
# Letters and symbols that people take for a digit once they fill the page: Q is often written like a 2, } like a 3,
# ^ like a 1 with a flag, & like an 8, ? like a 2; brackets, quotes and dots become strokes like a 1, or rings.
AMBIGUOUS = LOOK_LIKE_DIGITS | frozenset("Q}^&?|/\\()[]!.,'`\":;")
# A contributor of whose letters many are single strokes with the whole letter's label, often like a 1.
WITHOUT_LETTERS = "ibm"
_USED = re.compile(rf"(data/1[abcd]/({'|'.join(CONTRIBUTORS)})/.+[^/])")


def load(split: str, root: str | Path) -> list[PenDigit]:
    """The digits of a split.  Raises: MissingData, DamagedData."""
    kept = _load(root)
    return kept.digits_of(split, split_of(kept.names.tolist()))


def load_unipen_letters(split: str, root: str | Path) -> list[PenDigit]:
    """The unambiguous letters and symbols by the writers of a split.  Raises: MissingData, DamagedData."""
    kept = _load(root)
    return kept.letters_of(split, split_of(kept.names.tolist()))


def split_of(writers: list[str]) -> dict[str, str]:
    """The split of each writer: of every contributor's, in alphabetical order, one in six measures, one in ten decides.

    A contributor of two or three writers gives all of them to training.

    >>> names = [f"unipen/syn-{k:02}" for k in range(12)]
    >>> {split: [name[-2:] for name in names if split_of(names)[name] == split] for split in ("val", "test")}
    {'val': ['05'], 'test': ['02', '08']}
    """
    found = {}
    for contributor in CONTRIBUTORS:
        own = sorted({writer for writer in writers if writer.startswith(f"unipen/{contributor}-")})
        several = len(own) > 3
        for place, writer in enumerate(own):
            held_out = "test" if place % 6 == 2 else "val" if place % 10 == 5 else "train"
            found[writer] = held_out if several else "train"
    return found


def _load(root: str | Path) -> Packed:
    made_from = (FILE.md5, VERSION, LEFT_OUT.read_text("utf-8"), "".join(sorted(AMBIGUOUS)), WITHOUT_LETTERS)
    return cached((Path(root) / FILE.path).parent, made_from, lambda: parse(read_members(root)))


def read_members(root: str | Path) -> dict[str, bytes]:
    """{name in the archive, without its first folder: content} of all that is used, checked.

    Raises: MissingData, DamagedData.
    """
    path, members = find_published(FILE, root), {}
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.partition("/")[2]: name for name in archive.namelist()}
            for name in filter(_USED.fullmatch, names):
                members[name] = archive.read(names[name])
            for name in sorted({name for data in members.values() for name in _includes(data)}):
                members[name] = archive.read(names[name])
    except (OSError, EOFError, KeyError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        check(FILE, root, f"not to be had ({error})")
    check(FILE, root, md5_of_members(members))
    return members


def _includes(data: bytes) -> list[str]:
    names = re.findall(rb"^\.INCLUDE\s+(\S+)", data, re.M)
    return [f"include/{name.decode('ascii')}" for name in names if not name.endswith(b".lex")]


def parse(members: dict[str, bytes]) -> list[PenDigit]:
    """Every digit, and every letter or symbol that is not taken for one, turned upright."""
    left_out = {segment for some in json.loads(LEFT_OUT.read_text("utf-8")).values() for segment in some}
    texts = {name: data.decode("latin-1") for name, data in members.items()}
    found = []
    for name in sorted(filter(_parsed, texts)):
        text = included(texts[name], lambda file: texts[f"include/{file}"])
        writer = f"unipen/{name.split('/')[2]}-{dict(statements(text))['WRITER_ID']}"
        for segment in segments(text, "CHARACTER"):
            if segment.label not in AMBIGUOUS and f"{name}#{segment.ranges}" not in left_out:
                label = int(segment.label) if name.startswith("data/1a/") else NOT_A_DIGIT
                found.append(PenDigit(normalised([line * (1, -1) for line in segment.lines]), label, writer))
    return found


def _parsed(name: str) -> bool:
    """Whether a member names segments that are wanted."""
    return bool(_USED.fullmatch(name)) and (name.startswith("data/1a/") or f"/{WITHOUT_LETTERS}/" not in name)
