"""The Hugging Face Hub, to write to. Whoever writes there does so by ``writing``.

huggingface_hub is imported inside the functions: that takes half a second, and whoever only trains needs nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from digit_model.checkpoint import FILES
from digit_model.errors import HubRefused, HubUnreachable
from digit_model.hub import is_repository, said, says_no

if TYPE_CHECKING:
    from huggingface_hub import HfApi


def card_header(name: str, accuracies: dict[str, float], dataset: str = "MNIST") -> str:
    """The YAML front matter of a model card, with accuracies {split: share in 0..1} as its model-index.

    ``dataset``: what the splits are of, in words.
    """
    from huggingface_hub import EvalResult, ModelCardData

    results = [
        EvalResult(
            task_type="image-classification",
            dataset_type="ylecun/mnist",
            dataset_name=dataset,
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
        pipeline_tag="image-classification",
        tags=["mnist", "digit-x-ray"],
        eval_results=results,
    )
    return f"---\n{card.to_yaml()}\n---\n"


@contextmanager
def writing(repository: str, token: str | None = None) -> Iterator[HfApi]:
    """The Hub's client, to write to a repository with; whatever it raises becomes a sentence.

    ``token``: default the one that `hf auth login` saved, or HF_TOKEN.
    Raises: HubRefused if the token is missing, wrong or may not write; HubUnreachable.
    """
    from httpx2 import TransportError
    from huggingface_hub import HfApi, get_token
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    if "@" in repository or not is_repository(repository):
        raise HubRefused(f'"{repository}" has not the form USER/REPO')
    if not (token or get_token()):
        raise HubRefused("publishing takes a Hugging Face token; run `hf auth login`, or set HF_TOKEN")
    try:
        yield HfApi(token=token)
    except (HfHubHTTPError, HFValidationError, TransportError, ConnectionError) as error:
        if not says_no(error):
            raise HubUnreachable(f'the Hub does not answer for "{repository}" ({said(error)})') from None
        raise HubRefused(
            f'the Hub did not take "{repository}" ({said(error)}); '
            "check the name, and run `hf auth login` with a token that may write there"
        ) from None


def upload_checkpoint(folder: str | Path, repository: str, token: str | None = None) -> str:
    """Create the repository if it is missing and put the checkpoint's files there; returns the commit's address.

    Raises: what ``writing`` raises.
    """
    with writing(repository, token) as api:
        api.create_repo(repository, exist_ok=True)
        commit = api.upload_folder(
            repo_id=repository,
            folder_path=folder,
            allow_patterns=list(FILES),  # whatever else lies there is not for everybody to see
            commit_message="Upload a Digit X-Ray checkpoint",
        )
    return str(commit.commit_url)
