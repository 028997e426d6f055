"""Links as the page made them when the eraser left strokes of its own."""

from __future__ import annotations

from typing import Any

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def old_link(strokes: list[dict[str, Any]]) -> str:
    """The fragment of the address; each stroke has ``width``, ``points`` and, if it erases, ``erases``."""
    numbers = [len(strokes)]
    at = [0, 0]
    for stroke in strokes:
        erases = stroke.get("erases", False)
        numbers += [2 * round(stroke["width"] * 10_000) + erases, len(stroke["points"])]
        speed = [0, 0]
        for i, point in enumerate(stroke["points"]):
            place = [round(value * 10_000) for value in point]
            move = [new - old for new, old in zip(place, at, strict=True)]
            numbers += [_unsigned(now - before) for now, before in zip(move, speed, strict=True)]
            speed, at = move if i else [0, 0], place
    return _sealed("".join(map(_written, numbers)))


def resealed(link: str, more: str) -> str:
    """The link with more text at its end, and the checksum that belongs to both."""
    return _sealed(link[3:] + more)


def _sealed(text: str) -> str:
    checksum = 0
    for letter in text:
        checksum = (checksum * 31 + ord(letter)) % 4096
    return "b" + DIGITS[checksum >> 6] + DIGITS[checksum & 63] + text


def _unsigned(number: int) -> int:
    return 2 * number if number >= 0 else -2 * number - 1


def _written(number: int) -> str:
    text = ""
    while number > 31:
        text += DIGITS[32 + number % 32]
        number //= 32
    return text + DIGITS[number]
