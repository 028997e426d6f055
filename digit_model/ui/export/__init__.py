"""The static edition: the page as plain files, for any place that serves files. The same parts, no second page."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from digit_model.ui.export.answers import Answers
from digit_model.ui.export.document import Documents
from digit_model.ui.export.folder import check_replaceable, replace_folder
from digit_model.ui.server.modules import MODULES
from digit_model.ui.server.networks import STORE

SPACE = Path(__file__).with_name("space.md")  # the README.md of a static Space on the Hugging Face Hub


def export(page: gr.Blocks, folder: Path) -> list[str]:
    """Write the app that ``build_page`` made as plain files, completely or not at all.

    Addresses are relative, so the folder may lie beneath any path of a host; ``index.html`` is the first page.
    Returns the names of the files. A former export is replaced.
    Raises: CannotExport, saying why, if the folder holds anything else, or for a page that needs Python to read digits.
            OSError if the files cannot be written.
    """
    check_replaceable(folder)  # before any work
    answers = Answers()
    files = {name: text.encode() for name, text in Documents(page, answers).written()}
    files |= answers.files | MODULES.files() | STORE.files() | {"README.md": SPACE.read_bytes()}
    replace_folder(folder, files)
    return sorted(files)
