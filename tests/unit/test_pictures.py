"""Pictures of one's own: what their names say, and what is told about them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from digit_model import load_reader
from digit_model.reader import BUNDLED
from train.environment import PROJECT
from train.pictures import main, read_folder, shown_by
from train.report_pictures import pictures_section

EXAMPLES = PROJECT / "examples"


@pytest.fixture
def folder(tmp_path) -> Path:
    """Two examples under their names and one under a wrong one, a file that is no picture, and one without a name."""
    given = tmp_path / "mine"
    given.mkdir()
    for name, example in {
        "4-thin.json": "4-thin.json",
        "none.json": "none-letter.json",
        "3-or-8.png": "9-grey-paper.png",
    }.items():
        shutil.copy(EXAMPLES / example, given / name)
    (given / "5-broken.png").write_bytes(b"no picture")
    (given / "6-broken.json").write_text("{}")
    (given / "none-broken.png").write_bytes(b"no picture")
    (given / "notes.txt").write_text("7")
    return given


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("7.png", ["7"]),
        ("7-from-a-phone.heic", ["7"]),
        ("7 (2).png", ["7"]),
        ("7_b.png", ["7"]),
        ("4-or-9-scan.png", ["4", "9"]),
        ("none-of-them.png", []),
        ("28px.png", None),
        ("20261128.jpg", None),
        ("3x.png", None),
        ("nonesuch.png", None),
        ("IMG_7.png", None),
    ],
)
def test_a_name_says_what_is_shown_or_nothing(name, shown):
    assert shown_by(Path(name)) == shown


def test_what_is_told_is_what_the_reader_says(folder):
    told = {one.file: one for one in read_folder(load_reader("talk"), folder)}
    assert list(told) == ["3-or-8.png", "4-thin.json", "5-broken.png", "6-broken.json", "none-broken.png", "none.json"]
    assert told["4-thin.json"].is_right
    assert told["none.json"].is_right
    assert not told["3-or-8.png"].is_right
    assert str(told["3-or-8.png"]) == "3-or-8.png: taken for 9"
    assert not told["5-broken.png"].is_right
    assert not told["none-broken.png"].is_right, "what cannot be read is no refusal"
    assert "picture" in str(told["5-broken.png"])
    assert "strokes" in str(told["6-broken.json"])


def test_the_command_names_what_is_wrong_and_saves_everything(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    main(["talk", str(folder)])
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said[:4]] == [
        "3-or-8.png",
        "5-broken.png",
        "6-broken.json",
        "none-broken.png",
    ]
    assert said[4] == "2 of 6 read as they are named"
    record = json.loads(Path("runs/talk-seed0-pictures.json").read_bytes())
    assert record["checkpoint"] == json.loads((BUNDLED / "talk" / "config.json").read_text())
    row = pictures_section([record]).splitlines()[-1]
    assert row.startswith("| `talk` | **2** | 6 | 3-or-8.png: taken for 9; 5-broken.png: ")


def test_a_folder_without_such_files_is_one_sentence(tmp_path):
    with pytest.raises(SystemExit, match=r'holds no file named like "7-photo\.png"'):
        main(["talk", str(tmp_path)])
