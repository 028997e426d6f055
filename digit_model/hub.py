"""The Hugging Face Hub: the only file that imports huggingface_hub."""

from __future__ import annotations

import re
from pathlib import Path

from digit_model.checkpoint import CONFIG, WEIGHTS
from digit_model.errors import HubRefused, HubUnreachable

_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+(@[\w./-]+)?")


def is_repository(source: str) -> bool:
    """Whether this has the form USER/REPO or USER/REPO@REVISION.

    >>> is_repository("user/repo@v1"), is_repository("talk"), is_repository("a/b/c")
    (True, False, False)
    """
    return _REPOSITORY.fullmatch(source) is not None


def download_checkpoint(source: str) -> Path:
    """The folder of a checkpoint on the Hub, downloaded once and then served from the cache, offline too.

    Raises: HubUnreachable if the Hub does not answer and nothing is cached; HubRefused if it says no.
    """
    # Imported here: it takes half a second, and the bundled weights need nothing of it.
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError, RepositoryNotFoundError, RevisionNotFoundError

    repository, _, revision = source.partition("@")
    try:
        # A snapshot rather than single files: after an edit of the card, the cache's newest snapshot may hold the
        # card alone, and only this call notices.
        folder = snapshot_download(repository, revision=revision or None, allow_patterns=[CONFIG, WEIGHTS])
    except RevisionNotFoundError:
        raise HubRefused(f'"{repository}" on the Hub has no revision "{revision}"') from None
    except RepositoryNotFoundError:
        raise HubRefused(
            f'"{repository}" is not on the Hub, or is private and your token does not open it; '
            "check the name, or run `hf auth login`"
        ) from None
    except LocalEntryNotFoundError as error:
        raise HubUnreachable(f'the Hub does not answer and "{source}" was never downloaded here') from error
    return Path(folder)


def card_header(name: str, accuracies: dict[str, float]) -> str:
    """The YAML front matter of a model card, with accuracies {MNIST split: share in 0..1} as its model-index."""
    from huggingface_hub import EvalResult, ModelCardData

    results = [
        EvalResult(
            task_type="image-classification",
            dataset_type="ylecun/mnist",
            dataset_name="MNIST",
            dataset_split=split,
            metric_type="accuracy",
            metric_value=round(share, 6),
        )
        for split, share in accuracies.items()
    ]
    card = ModelCardData(
        model_name=name,
        license="mit",
        datasets=["ylecun/mnist"],
        tags=["image-classification", "mnist", "digit-x-ray"],
        eval_results=results,
    )
    return f"---\n{card.to_yaml()}\n---\n"


def upload_checkpoint(folder: str | Path, repository: str, token: str | None = None) -> str:
    """Create the repository if it is missing and put the folder's files there; returns the commit's address.

    Raises: HubRefused if the token is missing, wrong or may not write; HubUnreachable.
    """
    from httpx import TransportError
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError

    api = HfApi(token=token)
    try:
        api.create_repo(repository, exist_ok=True)
        commit = api.upload_folder(
            repo_id=repository, folder_path=str(folder), commit_message="Upload a Digit X-Ray checkpoint"
        )
    except HfHubHTTPError as error:
        raise HubRefused(
            f'the Hub did not take "{repository}": {error.server_message or error}; '
            "check the name, and run `hf auth login` with a token that may write"
        ) from None
    except TransportError as error:
        raise HubUnreachable(f"the Hub does not answer ({error}); the checkpoint is kept in {folder}") from None
    return str(commit.commit_url)
