"""Checkpoints on the Hugging Face Hub, for the owner of this machine.

huggingface_hub is imported inside the functions: that takes half a second, and the bundled weights need nothing of it.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

from digit_model.checkpoint import CONFIG, WEIGHTS
from digit_model.errors import HubRefused, HubUnreachable

_NAME = r"\w+([.-]\w+)*"
_REVISION = r"\w[\w/-]*(\.[\w/-]+)*"  # as git has it, without "..": the cache names files after it
_REPOSITORY = re.compile(rf"{_NAME}/{_NAME}(@{_REVISION})?", re.ASCII)
MAX_BYTES = {CONFIG: 100_000, WEIGHTS: 5_000_000}  # ours have below 1 kB and 0.7 MB
MAX_SAID = 300  # characters of what the Hub says that are passed on


def is_repository(source: str) -> bool:
    """Whether this has the form USER/REPO or USER/REPO@REVISION.

    >>> is_repository("user/repo@v1.0"), is_repository("talk"), is_repository("a/b/c"), is_repository("../runs")
    (True, False, False, False)
    >>> is_repository("user/repo@../../secret"), is_repository("user/repo@/etc/passwd")
    (False, False)
    """
    return _REPOSITORY.fullmatch(source) is not None


def download_checkpoint(source: str) -> Path:
    """The folder of a checkpoint on the Hub, asked for anew each time; the cache's copy if the Hub cannot give it now.

    Raises: where nothing is cached, HubUnreachable if the Hub does not answer, and HubRefused if it says no, or if a
            file is larger than any checkpoint.
    """
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    repository, revision = repository_and_revision(source)
    try:
        folder = _downloaded(source)
    except (HubRefused, HubUnreachable) as trouble:
        try:
            folder = _snapshot(repository, revision, local_files_only=True)
        except (LocalEntryNotFoundError, HFValidationError):
            raise trouble from None
        logging.getLogger(__name__).warning("%s; using the copy downloaded before", trouble)
    else:
        _name_in_cache(folder, revision)
    return folder


def _name_in_cache(folder: Path, revision: str) -> None:
    """Remember which commit the name means: by its name it is looked for when the Hub is away."""
    name = folder.parents[1] / "refs" / revision
    try:
        name.parent.mkdir(parents=True, exist_ok=True)
        name.write_text(folder.name, "utf-8")
    except OSError as error:  # a cache that only others may write to serves all the same
        logging.getLogger(__name__).warning("the cache does not take a name for the copy: %s", error)


def repository_and_revision(source: str) -> tuple[str, str]:
    """The repository's name, and "main" if ``source`` names no revision."""
    repository, _, revision = source.partition("@")
    return repository, revision or "main"


def _downloaded(source: str) -> Path:
    """The folder as the Hub has it now."""
    from httpx2 import TransportError  # what huggingface_hub 2 speaks HTTP with
    from huggingface_hub import HfApi, constants
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    repository, revision = repository_and_revision(source)
    try:
        # Asked first because this alone has a time limit: snapshot_download waits for a silent Hub for ever, and
        # tries for half a minute to list a commit.
        info = HfApi().model_info(
            repository, revision=revision, timeout=constants.HF_HUB_ETAG_TIMEOUT, files_metadata=True
        )
        sizes = {file.rfilename: file.size for file in info.siblings or []}
        for name in MAX_BYTES:
            check_size(source, name, sizes.get(name, 0))  # a missing file is for the checkpoint's reading
        # The very commit whose sizes were checked: its name may mean another one by now.
        return _snapshot(repository, info.sha)
    except HFValidationError as error:
        raise HubRefused("the Hub has no such names: {error}", error=error) from None
    except (HfHubHTTPError, TransportError, ConnectionError, LocalEntryNotFoundError) as error:
        # (ConnectionError: in offline mode, and from hf_xet, which moves large files without httpx2.)
        raise explained(error, source) from None


def check_size(source: str, name: str, size: int | None) -> None:
    """Refuse a file of a checkpoint that is too large.  ``size``: bytes; None if the Hub does not say."""
    if size is None or size > MAX_BYTES[name]:
        stated = "an unknown number of" if size is None else f"{size:,}"
        raise HubRefused(
            '"{source}" is no checkpoint: {name} has {size} bytes, {most} are the most',
            source=source,
            name=name,
            size=stated,
            most=f"{MAX_BYTES[name]:,}",
        )


def _snapshot(repository: str, revision: str | None, **settings: Any) -> Path:
    """A snapshot rather than single files: the cache's newest may hold the card alone, and only this call notices."""
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(repository, revision=revision, allow_patterns=[CONFIG, WEIGHTS], **settings))


def explained(error: Exception, source: str) -> HubRefused | HubUnreachable:
    """What huggingface_hub raised while it read a repository, as an exception of ours, in one sentence."""
    from httpx2 import TransportError
    from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError, RevisionNotFoundError

    repository, revision = repository_and_revision(source)
    if isinstance(error, RevisionNotFoundError):
        return HubRefused(
            '"{repository}" on the Hub has no revision "{revision}"', repository=repository, revision=revision
        )
    if isinstance(error, RepositoryNotFoundError) and not isinstance(error, GatedRepoError):
        return HubRefused(
            '"{repository}" is not on the Hub, or is private and your token does not open it; '
            "check the name, or run `hf auth login`",
            repository=repository,
        )
    if says_no(error):
        return HubRefused(
            'the Hub does not give "{source}" ({said}); `hf auth login` sets another token',
            source=source,
            said=said(error),
        )
    if isinstance(error, TransportError):  # what the system says of it, such as "[Errno -2]", is no sentence
        return HubUnreachable('the Hub does not answer for "{source}": there is no connection to it', source=source)
    return HubUnreachable('the Hub does not answer for "{source}" ({said})', source=source, said=said(error))


def says_no(error: Exception) -> bool:
    """Whether the Hub, or its client in its name, refuses; otherwise it is away or out of order."""
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    if isinstance(error, HfHubHTTPError):
        return error.response.status_code < 500
    return isinstance(error, HFValidationError)


def said(error: Exception) -> str:
    """What the Hub, or else its client, had to say, on one line and without the full stop."""
    from huggingface_hub.errors import HfHubHTTPError

    words = str(error)
    if isinstance(error, HfHubHTTPError):
        words = error.server_message or f"{error.response.status_code} {error.response.reason_phrase}"
    return " ".join(words[:MAX_SAID].split()).rstrip(".")
