"""The static edition's folder: what may be replaced, and that all of it is written or nothing."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
import pytest

import app
from digit_model.ui.component import component
from digit_model.ui.export.answers import Answers
from digit_model.ui.export.document import Documents
from digit_model.ui.export.errors import CannotExport
from digit_model.ui.export.folder import MANIFEST, replace_folder

FIRST = {"index.html": b"first", "code/1/a.js": b"a"}
SECOND = {"index.html": b"second", "code/2/a.js": b"a"}


def files_in(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def exported(folder: Path) -> Path:
    replace_folder(folder, FIRST)
    return folder


def test_a_new_edition_takes_the_place_of_a_former_one_and_leaves_nothing_of_it(tmp_path: Path):
    (tmp_path / "www").mkdir()  # empty: nothing can be lost
    folder = exported(tmp_path / "www")
    replace_folder(folder, SECOND)
    found = files_in(folder)
    assert found.pop(MANIFEST)
    assert found == SECOND
    assert list(tmp_path.iterdir()) == [folder]
    (tmp_path / "any").mkdir()
    assert folder.stat().st_mode == (tmp_path / "any").stat().st_mode  # another user's server may read it


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("notes.txt", "holds notes.txt, which was written by no export"),
        (".git/HEAD", "holds .git/HEAD, which was written by no export"),
        ("index.html", "holds index.html, which was changed since its export"),
        (MANIFEST, "which was written by no export"),
    ],
)
def test_what_no_export_wrote_is_never_replaced(tmp_path: Path, name: str, sentence: str):
    folder = exported(tmp_path / "www")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("mine")
    before = files_in(tmp_path)
    with pytest.raises(CannotExport, match=sentence):
        replace_folder(folder, SECOND)
    assert files_in(tmp_path) == before


def test_a_file_is_no_folder(tmp_path: Path):
    (tmp_path / "www").write_text("mine")
    with pytest.raises(CannotExport, match="www is a file; name a folder"):
        replace_folder(tmp_path / "www", FIRST)
    assert (tmp_path / "www").read_text() == "mine"


def test_the_folder_that_one_is_in_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = exported(tmp_path / "www")
    monkeypatch.chdir(folder / "code")
    with pytest.raises(CannotExport, match="www is where you are; an export would replace it"):
        replace_folder(folder, SECOND)
    assert Path.cwd().samefile(folder / "code")


def test_being_told_to_end_leaves_the_former_edition_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = exported(tmp_path / "www")
    before, rename = files_in(tmp_path), Path.rename

    def ends(path: Path, to: Path) -> Path:
        if "-new-" in path.name:
            raise SystemExit
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", ends)
    with pytest.raises(SystemExit):
        replace_folder(folder, SECOND)
    assert files_in(tmp_path) == before


def test_a_full_disk_leaves_the_former_edition_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = exported(tmp_path / "www")
    before, write = files_in(tmp_path), Path.write_bytes

    def fails(path: Path, content: bytes) -> int:
        if path.name == "a.js":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(OSError, match="No space left"):
        replace_folder(folder, SECOND)
    assert files_in(tmp_path) == before


def test_the_command_ends_with_the_sentence_and_touches_nothing(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SystemExit, match=r"Nothing was exported: .* holds mine\.txt, which was written by no export"):
        app.main(["--export", str(tmp_path)])
    assert files_in(tmp_path) == {"mine.txt": b"mine"}


def foreign(question: object) -> None:
    """A server function that no export knows."""


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (lambda: gr.Button(), "nothing says what stands for a component button"),
        (lambda: component("operated", server_functions=[foreign]), "the server function foreign"),
        (lambda: component("operated", events=("foreign",)).foreign(None, None, None, js="() => {}"), "event foreign"),
        (lambda: gr.HTML(elem_id="operated", html_template="${value}"), r"a template holds \$\{"),
    ],
)
def test_nothing_new_is_forgotten_in_silence(build, sentence: str):
    with gr.Blocks() as page:
        build()
    with pytest.raises(CannotExport, match=sentence):
        list(Documents(page, Answers()).written())
