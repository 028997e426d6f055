"""The errors a caller of ``digit_model`` may meet; each message says what was wrong and what to do."""


class UnreadablePicture(ValueError):
    """What was given is not a picture that can be read."""


class UnknownModel(ValueError):
    """No bundled model, folder or repository has that name."""


class DamagedCheckpoint(ValueError):
    """A checkpoint folder is incomplete or does not fit its own description."""


class HubUnreachable(ConnectionError):
    """The Hugging Face Hub did not answer and nothing is cached."""


class HubRefused(PermissionError):
    """The Hub answered, and said no: no such repository or revision, or no permission."""
