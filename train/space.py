"""The page -> a Space on the Hugging Face Hub: which files it needs, putting them there, waiting until it runs."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from digit_model.errors import HubRefused
from train.environment import PROJECT, commit
from train.hub import writing

if TYPE_CHECKING:
    from huggingface_hub import CommitOperationAdd, HfApi

TITLE = "Digit X-Ray"  # of every Space that this project made, in the front matter of its README.md
NEEDED = ("app.py", "digit_model", "examples", "requirements.txt", "README.md", ".github/page.png")
REQUIREMENTS = "requirements.txt"
# pip takes the narrower of two ranges.
ON_ZERO_GPU = b"# ZeroGPU offers no newer one.\ntorch<2.12\n"
CPU, ZERO_GPU = "cpu-basic", "zero-a10g"  # as the Hub calls them
ENDED = ("NO_APP_FILE", "CONFIG_ERROR", "BUILD_ERROR", "RUNTIME_ERROR", "DELETING", "STOPPED", "PAUSED")
PATIENCE = 1800.0  # seconds; the Hub gives an app as long to start
EVERY = 2.0  # seconds between two questions


class NotTracked(Exception):
    """It is unknown which files belong to the project."""


def files_needed(root: Path = PROJECT) -> list[str]:
    """The tracked files that the page needs, as paths relative to the root.

    Raises: NotTracked where git does not know the folder, or is not there.
    """
    try:
        listed = subprocess.run(["git", "ls-files", "-z", *NEEDED], cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise NotTracked(f"git has to say which files belong to the page, and knows none in {root}; clone it") from None
    return [path for path in listed.stdout.decode().split("\0") if path and (root / path).is_file()]


def publish_space(repository: str, zero_gpu: bool = False, say: Callable[[str], None] = print) -> str:
    """Create or update a Space, wait until it runs, and return its address.

    ``zero_gpu``: on hardware that is free for its owner and lends a GPU by the call, else on the basic processor.
    ``say``:      is told every stage that the Space goes through.
    Raises: NotTracked; HubRefused if the Hub does not take it, something else is there, or it does not start;
            HubUnreachable.
    """
    files = files_needed()
    hardware = ZERO_GPU if zero_gpu else CPU
    with writing(repository) as api:
        api.create_repo(repository, repo_type="space", space_sdk="gradio", space_hardware=hardware, exist_ok=True)
        there = _files_there(api, repository)
        made = api.create_commit(
            repository,
            [*_added(files, zero_gpu), *_deleted(there - set(files))],
            commit_message=f"Digit X-Ray {commit()[:12]}".rstrip(),
            repo_type="space",
        )
        if api.get_space_runtime(repository).requested_hardware not in (None, hardware):
            api.request_space_hardware(repository, hardware)
        _wait(api, repository, made.oid, say)
    return f"{api.endpoint}/spaces/{repository}"


def _added(files: list[str], zero_gpu: bool) -> Iterator[CommitOperationAdd]:
    from huggingface_hub import CommitOperationAdd

    for path in files:
        content = (PROJECT / path).read_bytes()
        yield CommitOperationAdd(path, content + ON_ZERO_GPU if zero_gpu and path == REQUIREMENTS else content)


def _deleted(paths: set[str]) -> Iterator[object]:
    from huggingface_hub import CommitOperationDelete

    return (CommitOperationDelete(path) for path in sorted(paths))


def _files_there(api: HfApi, repository: str) -> set[str]:
    """What the Space holds now, but for what the Hub itself puts there.  Raises: HubRefused if it is another app."""
    info = api.space_info(repository)
    files = {file.rfilename for file in info.siblings or []} - {".gitattributes"}
    title = info.card_data.get("title") if info.card_data else None
    if files - {"README.md"} and title != TITLE:
        raise HubRefused(f'"{repository}" holds something else ("{title}"); choose another name, or delete it first')
    return files


def _wait(api: HfApi, repository: str, revision: str, say: Callable[[str], None]) -> None:
    """Until the Space runs this very commit."""
    told = ""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        runtime = api.get_space_runtime(repository)
        if runtime.stage != told:
            say(f"{repository}: {runtime.stage}")
        told = runtime.stage
        if told == "RUNNING" and runtime.raw.get("sha", revision) == revision:
            return
        if told in ENDED:
            why = runtime.raw.get("errorMessage") or "its page on the Hub shows the log"
            raise HubRefused(f'"{repository}" is there, but does not run ({told}): {why}')
        time.sleep(EVERY)
    raise HubRefused(f'"{repository}" is there, but did not start within {PATIENCE / 60:.0f} minutes; see its log')
