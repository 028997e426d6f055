"""Why an edition cannot be written."""

from __future__ import annotations


class CannotExport(ValueError):
    """What was asked for cannot be exported; the message says why, and what to do."""
