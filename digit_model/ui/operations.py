"""Bounds of the operations on a network: the form, links and what a tab keeps are held to the same."""

from __future__ import annotations

MAX_OPERATIONS = 64  # at once
LARGEST = 100.0  # a kernel's largest number: trained ones stay below 3, and far larger ones overflow further on
