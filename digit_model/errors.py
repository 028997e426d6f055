"""The errors a caller of ``digit_model`` may meet; each message says what was wrong and what to do."""

from __future__ import annotations

import errno
import os

ADVICE = {  # what to do about errors of the operating system
    errno.ENOSPC: "free some space, or use another disk",
    errno.EDQUOT: "free some space, or use another disk",
    errno.EROFS: "choose a place that you may write to",
    errno.EACCES: "choose a place that you may write to",
    errno.EMFILE: "allow more open files with `ulimit -n`",
}


def in_one_sentence(error: OSError) -> str:
    """What the operating system refused, where, and what to do about it.

    >>> in_one_sentence(OSError(errno.ENOSPC, "no space", "runs/pen"))
    'No space left on device: runs/pen; free some space, or use another disk'
    """
    said = os.strerror(error.errno) if error.errno in ADVICE else error.strerror or str(error)
    where = f": {os.fsdecode(error.filename)}" if isinstance(error.filename, str | bytes) else ""
    advice = f"; {ADVICE[error.errno]}" if error.errno in ADVICE else ""
    return f"{said}{where}{advice}"


class _Told(Exception):
    """An English sentence whose {names} the facts fill; both are kept, so that the page can say it in Chinese."""

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence.format(**facts) if facts else sentence)
        self.sentence, self.facts = sentence, facts


class UnreadablePicture(_Told, ValueError):
    """What was given is not a picture that can be read."""


class UnknownModel(_Told, ValueError):
    """No bundled model, folder or repository has that name."""


class DamagedCheckpoint(_Told, ValueError):
    """A checkpoint folder is incomplete or does not fit its own description."""


class HubUnreachable(_Told, ConnectionError):
    """The Hugging Face Hub did not answer and nothing is cached."""


class HubRefused(_Told, PermissionError):
    """The Hub answered, and said no: no such repository or revision, or no permission."""
