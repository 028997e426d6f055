"""Read handwritten digits, and see through the network that reads them."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from digit_model.drawing import Drawing
from digit_model.errors import UnreadablePicture
from digit_model.reading import Reading

if TYPE_CHECKING:
    from digit_model.reader import Reader, load_reader
    from digit_model.variants import VARIANTS

__all__ = ["VARIANTS", "Drawing", "Reader", "Reading", "UnreadablePicture", "load_reader"]

# Imported when first asked for: drawing -> digit -> verdict needs no torch, which takes two seconds to import.
_WITH_TORCH = {"Reader": "reader", "load_reader": "reader", "VARIANTS": "variants"}


def __getattr__(name: str) -> Any:
    if name not in _WITH_TORCH:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WITH_TORCH[name]}"), name)
