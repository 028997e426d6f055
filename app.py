"""Digit X-Ray: load the reader, build the page, launch."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # before gradio is imported: it reports home otherwise

import digit_model
from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable, UnknownModel
from digit_model.ui.server.process import one_run, serve

if TYPE_CHECKING:
    from digit_model import Reader
    from digit_model.ui.server.site import Site


def main(arguments: list[str] | None = None) -> None:
    """Open the page."""
    parser = argparse.ArgumentParser(description="Draw a digit, and see through the network that reads it.")
    parser.add_argument("--model", default="", help="bundled name, folder, or USER/REPO on the Hugging Face Hub")
    parser.add_argument("--port", type=_port, metavar="PORT", help="default: the first free one from 7860")
    parser.add_argument("--share", action="store_true", help="also open a public link for a week")
    parser.add_argument("--export", type=Path, metavar="FOLDER", help="write the page as plain files instead, and end")
    options = parser.parse_args(arguments)
    with one_run(options.port):
        # Only now: these take most of the start, and when Gradio is imported, it notes where temporary files go.
        import torch

        from digit_model.ui.page import build_page, launch_options
        from digit_model.ui.server.door.proxies import trust_the_spaces_proxy

        torch.set_num_threads(1)  # one picture is too little work to share; several visitors share the cores
        trust_the_spaces_proxy()
        reader, unreachable = _load(options.model)
        page = build_page(reader, unreachable)
        if options.export:
            return _export(page, unreachable, options.export)
        serve(page, server_port=options.port, share=options.share, **launch_options())


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def _load(model: str) -> tuple[Reader, str]:
    """The reader, and the name of the model whose place it took because the Hub was not to be reached."""
    try:
        return (digit_model.load_reader(model) if model else digit_model.load_reader()), ""
    except HubUnreachable as error:
        print(f"{error}; the bundled network reads instead.", file=sys.stderr)
        return digit_model.load_reader(), model
    except (UnknownModel, DamagedCheckpoint, HubRefused) as error:
        sys.exit(str(error))


def _export(page: Site, unreachable: str, folder: Path) -> None:
    from digit_model.ui.export import export
    from digit_model.ui.export.errors import CannotExport

    if unreachable:
        sys.exit("Nothing was exported.")
    try:
        files = export(page, folder)
    except (CannotExport, OSError) as error:
        sys.exit(f"Nothing was exported: {error}")
    print(f"{len(files)} files in {folder}. Any place that serves files can host them; the page is index.html.")


if __name__ == "__main__":
    # Gradio sets matplotlib's backend around every event if it can import it. mlxtend brings it, the page draws nothing
    # with it, and the first visitor would wait for 0.7 s while nobody is answered.
    sys.modules["matplotlib"] = None
    main()
