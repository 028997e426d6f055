"""A checkpoint on the Hugging Face Hub that a stranger names: fetched within bounds, and gone again afterwards.

huggingface_hub has no time limit for a whole download, so its HTTP client is used directly: it takes two requests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from anyio import fail_after

from digit_model.checkpoint import CONFIG, WEIGHTS
from digit_model.errors import HubRefused, HubUnreachable
from digit_model.hub import check_size, explained, repository_and_revision

PATIENCE = 20.0  # seconds for everything; 0.7 MB are a second's work


@contextmanager
def borrowed_checkpoint(source: str, patience: float = PATIENCE) -> Iterator[Path]:
    """The folder of a checkpoint on the Hub, for as long as the context lasts: nothing of it stays on this machine.

    For somebody who may name any repository and has no token here: the Hub is shown none, and the cache, where private
    repositories of this machine's owner may lie, is left alone.

    ``source``:   USER/REPO or USER/REPO@REVISION.
    ``patience``: seconds after which the Hub counts as away, however much it has sent by then.
    Raises: HubUnreachable if the Hub does not answer in time; HubRefused if it says no, or if a
            file is larger than any checkpoint.
    """
    with TemporaryDirectory(prefix="digit-x-ray-") as folder:
        asyncio.run(_fetch_all(source, Path(folder), patience))
        yield Path(folder)


async def _fetch_all(source: str, folder: Path, patience: float) -> None:
    from httpx2 import TransportError
    from huggingface_hub import hf_hub_url
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError
    from huggingface_hub.utils import get_async_session

    repository, revision = repository_and_revision(source)
    try:
        with fail_after(patience):
            async with get_async_session() as client:
                for name in (CONFIG, WEIGHTS):
                    # The second file is taken from the commit of the first: a name may mean another one by then.
                    address = hf_hub_url(repository, name, revision=revision)
                    revision = await _fetch(client, address, source, folder / name) or revision
    except TimeoutError:
        raise HubUnreachable(
            'the Hub has not sent "{source}" within {seconds} s', source=source, seconds=f"{patience:.0f}"
        ) from None
    except HFValidationError as error:
        raise HubRefused("the Hub has no such names: {error}", error=error) from None
    except (HfHubHTTPError, TransportError, ConnectionError) as error:
        raise explained(error, source) from None


async def _fetch(client: Any, address: str, source: str, file: Path) -> str | None:
    """Write one file, and return the commit that it is from if the Hub says so.

    A missing file is for the checkpoint's reading to complain of.
    """
    from huggingface_hub.errors import RemoteEntryNotFoundError
    from huggingface_hub.utils import build_hf_headers, hf_raise_for_status

    headers = build_hf_headers(token=False) | {"Accept-Encoding": "identity"}
    async with client.stream("GET", address, headers=headers) as response:
        try:
            hf_raise_for_status(response)
        except RemoteEntryNotFoundError:
            return None
        check_size(source, file.name, int(response.headers.get("Content-Length", 0)))
        received = 0
        with file.open("wb") as written:
            async for part in response.aiter_raw():
                received += len(part)
                check_size(source, file.name, received)  # whatever the Hub said before
                written.write(part)
    answers = [*response.history, response]  # the Hub names the commit, the storage it leads to does not
    return next((answer.headers["X-Repo-Commit"] for answer in answers if "X-Repo-Commit" in answer.headers), None)
