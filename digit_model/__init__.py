"""Read handwritten digits, and see through the network that reads them."""

from digit_model.drawing import Drawing
from digit_model.errors import UnreadablePicture
from digit_model.reader import Reader, Reading, load_reader
from digit_model.variants import VARIANTS

__all__ = ["VARIANTS", "Drawing", "Reader", "Reading", "UnreadablePicture", "load_reader"]
