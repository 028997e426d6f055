"""The errors a caller of ``digit_model`` may meet; each message says what was wrong and what to do."""


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
