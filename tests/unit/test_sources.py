"""The sources: whose digits train, decide and measure, and what is said of files that are missing or damaged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.small_sources import NOWHERE, PENDIGITS, SHAPE, V1, uji_json, unipen_members, write, write_archive
from train.sources import SOURCES, SPLITS, load_letters, load_strokes, numberpad, pendigits, uji, unipen
from train.sources.published import DamagedData, MissingData, md5_of, md5_of_members
from train.strokes import LOOK_LIKE_DIGITS, NOT_A_DIGIT


@pytest.fixture
def used() -> dict[str, bytes]:
    """The members of the small archive that are used."""
    return unipen_members("apa", 12) | unipen_members("ibm", 4) | unipen_members("val", 2)


@pytest.fixture
def root(tmp_path, monkeypatch, used) -> Path:
    """A data folder with small files in the place of the published ones."""
    for module, data in (
        (pendigits, PENDIGITS.encode()),
        (uji, uji_json()),
        (numberpad, json.dumps({"rawData": {"7": [[[[100, 0], [200, 0], [140, 200]]]], "?": []}}).encode()),
    ):
        monkeypatch.setattr(module, "FILE", replace(module.FILE, url=NOWHERE, md5=md5_of(data)))
        write(tmp_path, module.FILE, data)
    # Judged with; were it read, it would not even parse.
    others = {"data/1a/aga/a.dat": b"broken", "data/2/apa/w/00.dat": b"broken", "include/aga/a.dat": b"broken"}
    write_archive(tmp_path, used | others)
    monkeypatch.setattr(unipen, "FILE", replace(unipen.FILE, url=NOWHERE, md5=md5_of_members(used)))
    left_out = tmp_path / "left_out.json"
    left_out.write_text(json.dumps({"fragments": ["data/1a/apa/w/00.dat#0-1"]}))
    monkeypatch.setattr(unipen, "LEFT_OUT", left_out)
    return tmp_path


def writers(split: str, name: str, root: Path) -> set[str]:
    return {digit.writer for digit in load_strokes(split, root)[name]}


def test_strokes_stand_upright_with_their_labels(root):
    found = load_strokes("train", root)
    assert list(found) == list(SOURCES)
    for name in ("pendigits", "numberpad"):
        (seven,) = found[name]
        assert seven.label == 7
        assert [line.round(6).tolist() for line in seven.lines] == [SHAPE]
    assert {digit.label for digit in found["uji"]} == {1, 7}
    four = found["unipen"][0]
    assert four.label == 4
    assert [line.round(6).tolist() for line in four.lines] == [SHAPE, [[0.1, 0.5]]]


@pytest.mark.parametrize("name", SOURCES)
def test_no_writer_is_in_two_splits(root, name):
    train, val, test = (writers(split, name, root) for split in SPLITS)
    assert not train & val
    assert not train & test
    assert not val & test
    assert train
    assert all(writer.startswith(f"{name}/") for writer in train | val | test)


def test_whole_writers_are_held_out(root):
    assert [writers(split, "pendigits", root) for split in SPLITS] == [
        {"pendigits/12"},
        {"pendigits/3"},
        {"pendigits/5"},
    ]
    assert writers("val", "uji", root) == {f"uji/{k}" for k in (15, 25, 35, 45, 55)}
    assert writers("test", "uji", root) == {f"uji/{k}" for k in (12, 18, 24, 30, 36, 42, 48, 54, 60)}
    assert writers("val", "numberpad", root) == writers("test", "numberpad", root) == set()
    assert writers("val", "unipen", root) == {"unipen/apa-writer 05"}
    assert writers("test", "unipen", root) == {"unipen/apa-writer 02", "unipen/apa-writer 08", "unipen/ibm-writer 02"}


def test_those_who_judge_are_in_no_split(root):
    everybody = {split: load_strokes(split, root) for split in SPLITS}
    seen = {digit.writer for found in everybody.values() for digits in found.values() for digit in digits}
    assert not seen & {f"uji/{k}" for k in range(1, 12)}
    digits = [digit for found in everybody.values() for digit in found["uji"]]
    assert len(digits) == 49 * 2 * 2
    for digit in digits:  # the width tells who truly drew it
        assert digit.lines[0][1, 0] * 100 == pytest.approx(int(digit.writer[4:]))
    assert not any("aga" in writer for writer in seen)
    judges = {"aga", "art", "cea", "ceb", "imp", "lou", "pri", "tos", "uqb"}
    assert not judges & set(unipen.CONTRIBUTORS)


def test_a_segment_that_is_left_out_is_in_no_split(root):
    count = sum(len(load_strokes(split, root)["unipen"]) for split in SPLITS)
    assert count == 12 + 4 + 2 - 1
    assert "unipen/apa-writer 00" not in writers("train", "unipen", root)


def test_letters_are_by_the_same_writers_and_look_like_no_digit(root):
    for split in SPLITS:
        letters = load_letters(split, root)
        assert {letter.label for letter in letters} == {NOT_A_DIGIT}
        by = {letter.writer for letter in letters}
        assert len(letters) == len(by), "of a, o and | only the a is unambiguous"
        own = {writer for writer in writers(split, "unipen", root) if "ibm" not in writer}
        assert by - {"unipen/apa-writer 00"} == own


def test_the_committed_list_names_digits_that_are_used():
    by_reason = json.loads(unipen.LEFT_OUT.read_text("utf-8"))
    names = [name for some in by_reason.values() for name in some]
    assert len(names) == len(set(names)) == 117
    assert all(unipen._USED.fullmatch(name.partition("#")[0]) for name in names)
    assert LOOK_LIKE_DIGITS < unipen.AMBIGUOUS


def test_letters_of_version_1(tmp_path, monkeypatch):
    file = replace(uji.V1_FILES[0], url=NOWHERE, md5=md5_of(V1.encode()))
    monkeypatch.setattr(uji, "V1_FILES", (file,))
    write(tmp_path, file, V1.encode())
    a, q = uji.load_v1_letters(tmp_path)
    assert (a.label, q.label, a.writer) == (NOT_A_DIGIT, NOT_A_DIGIT, "uji/1")
    assert a.lines[0].tolist() == [[0, 0], [0.5, 1]], "y runs downwards"
    (tmp_path / file.path).unlink()
    with pytest.raises(MissingData, match=r"(?s)w01\.txt is missing and could not be downloaded.*UJIpenchars-w01 in"):
        uji.load_v1_letters(tmp_path)


def test_a_split_or_a_source_that_does_not_exist(root):
    for load in (load_strokes, load_letters):
        with pytest.raises(ValueError, match='"all" is no split'):
            load("all", root)
    with pytest.raises(ValueError, match="mnist: no such source"):
        load_strokes("train", root, without=("mnist",))


@pytest.mark.parametrize("module", [pendigits, uji, numberpad, unipen])
def test_missing_and_damaged_files_are_named(root, tmp_path, module):
    name = module.__name__.rpartition(".")[2]
    path = root / module.FILE.path
    path.write_bytes(b"something else")
    with pytest.raises(DamagedData) as refusal:
        load_strokes("train", root)
    assert str(path) in str(refusal.value)
    assert module.FILE.md5 in str(refusal.value)
    path.unlink()
    with pytest.raises(MissingData, match="or name another --data-root"):
        load_strokes("train", root)
    assert name not in load_strokes("train", root, without=(name,))


def changed(members: dict[str, bytes], name: str, data: bytes | None) -> dict[str, bytes]:
    others = {key: value for key, value in members.items() if key != name}
    return others if data is None else others | {name: data}


@pytest.mark.parametrize("data", [None, b"", b".WRITER_ID another\n"])
def test_an_archive_of_which_a_used_member_is_missing_or_changed_is_damaged(root, used, data):
    write_archive(root, changed(used, "include/apa/data/w/03.dat", data))
    with pytest.raises(DamagedData, match=unipen.FILE.md5):
        load_strokes("train", root)


def test_an_archive_whose_bytes_are_damaged_is_named(root):
    path = root / unipen.FILE.path
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 255
    path.write_bytes(data)
    with pytest.raises(DamagedData, match="md5"):
        load_strokes("train", root)


def test_once_parsed_the_published_files_are_not_needed(root):
    before = {name: len(digits) for name, digits in load_strokes("train", root).items()}
    for module in (pendigits, uji, numberpad, unipen):
        (root / module.FILE.path).unlink()
    assert {name: len(digits) for name, digits in load_strokes("train", root).items()} == before
