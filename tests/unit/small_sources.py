"""Small files in the place of the published ones: a few digits of every source, in its own format."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from train.sources import unipen

NOWHERE = "http://127.0.0.1:9/nothing.zip"  # the port of the discard protocol, where nobody listens
PENDIGITS = "".join(
    f'.SEGMENT DIGIT {k} ? "7"\n.COMMENT 7 {writer} 1\n.PEN_DOWN\n100 300\n200 300\n140 100\n.PEN_UP\n.DT 100\n'
    for k, writer in enumerate((12, 5, 3))
)
SHAPE = [[0.0, 0.0], [0.5, 0.0], [0.2, 1.0]]  # of the seven above, upright
V1 = "".join(
    f'.SEGMENT CHARACTER {k} ? "{label}"\n.PEN_DOWN\n10 20\n30 60\n.PEN_UP\n' for k, label in enumerate("aO7Q,")
)


def uji_json() -> bytes:
    """Two digits of each of 60 writers for every label; their width tells the writer."""
    drawn = [[[[0, 0], [k // 2 + 1, 100]]] for k in range(120)]
    return json.dumps({"rawData": {"7": drawn, "1": drawn, "x": drawn[:1]}, "normalizedData": {}}).encode()


def unipen_members(contributor: str, writers: int) -> dict[str, bytes]:
    """What a contributor gave: of each writer a four in two strokes, y upwards, a letter and two lookalikes."""
    members = {f"include/{contributor}/a.doc": b".COORD X Y\n.X_POINTS_PER_MM 50\n.Y_POINTS_PER_MM 50\n"}
    for k in range(writers):
        name = f"{contributor}/data/w/{k:02}.dat"
        points = b".PEN_DOWN\n100 300\n200 300\n140 100\n.PEN_UP\n.PEN_DOWN\n120 200\n.PEN_UP\n"
        members[f"include/{name}"] = b".WRITER_ID  writer %02d \n" % k + points
        for folder, labels in {"1a": "4", "1c": "ao", "1d": "|"}.items():
            head = f".INCLUDE {contributor}/none.lex\n.INCLUDE {contributor}/a.doc\n.INCLUDE {name}\n"
            text = head + "".join(f'.SEGMENT CHARACTER 0-1 ? "{label}"\n' for label in labels)
            members[f"data/{folder}/{contributor}/w/{k:02}.dat"] = text.encode()
    return members


def write(root: Path, file, data: bytes) -> None:
    path = root / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def write_archive(root: Path, members: dict[str, bytes]) -> None:
    path = root / unipen.FILE.path
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("train-commit/data/1a/apa/w/", "")  # a folder
        for name, data in members.items():
            archive.writestr(f"train-commit/{name}", data)
