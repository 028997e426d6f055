"""QR codes of the page's own address, for a room full of phones."""

from __future__ import annotations

import io
from typing import Any

import segno
from fastapi import HTTPException

LONGEST = 300  # characters; a code of more would be too fine for a phone at the back of the room


def qr(question: Any) -> dict[str, str]:
    """An address as a QR code.

    ``question``: {"address": text}, from anybody.
    Returns {"svg": an inline SVG}, dark on light whatever the page's colours are, since phones want it so.
    Raises: HTTPException (422), in words, for what is no web address or too long.
    """
    address = question.get("address") if isinstance(question, dict) else None
    if not isinstance(address, str) or not address.startswith(("http://", "https://")) or len(address) > LONGEST:
        raise HTTPException(422, f"a web address of at most {LONGEST} characters is needed")
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=6, dark="#1c1b19", light="#ffffff", xmldecl=False)
    return {"svg": drawn.getvalue().decode()}
