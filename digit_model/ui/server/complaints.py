"""What the errors say that a visitor of the page can cause, in both languages: ``complaints.toml``."""

from __future__ import annotations

from pathlib import Path

from digit_model.toml import load_toml
from digit_model.ui.text import Text

_FILE = Path(__file__).with_name("complaints.toml")
COMPLAINTS = tuple(Text(*texts) for texts in load_toml(_FILE)["complaints"])
_BY_SENTENCE = {text.en: text for text in COMPLAINTS}


def told(error: Exception) -> Text:
    """An error in both languages; in its own English in both if it is none that a visitor is expected to cause."""
    text = _BY_SENTENCE.get(getattr(error, "sentence", ""))
    return text.filled(**error.facts) if text else Text("{said}", "{said}").filled(said=error)
