"""The part of RESULTS.md about pictures that are no part of the project."""

from __future__ import annotations

from typing import Any

from train.pictures import Told

HEAD = """## Pictures that earlier versions misread

Photographs, scans and screenshots by others: pale pens, close crops, frames of forms, plain digits that were refused,
and two things that are no digit. They are no part of the project and taught no network; the steps from a picture to its
ink were mended with them. Right is one answer, the right one, or none for what is no digit.
`python -m train.pictures NAME FOLDER`
"""


def pictures_section(records: list[dict[str, Any]]) -> str:
    """A row for every network that was so measured, with what it got wrong."""
    lines = ["| | right | of | wrong |", "|---|---|---|---|"]
    for record in records:
        told = [Told(**one) for one in record["pictures"]]
        wrong = [str(one) for one in told if not one.is_right]
        name = record["checkpoint"]["recipe"]
        lines.append(f"| `{name}` | **{len(told) - len(wrong)}** | {len(told)} | {'; '.join(wrong)} |")
    return "\n".join([HEAD, *lines]) + "\n"
