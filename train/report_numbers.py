"""The part of RESULTS.md about numbers."""

from __future__ import annotations

from typing import Any

HEAD = """## Numbers

Numbers of 2 to 5 digits of one writer, side by side on one line, each in a size of its own and a little off the line;
writers of every source that no recipe learns from. "Exact" is the share read as written. "Alone" is the share whose
digits are all read rightly when each stands alone in the same place: no reader of digits reads more numbers than that.
"Found" is the share in which as many digits were found as written. Apart means a fifth to two thirds of a digit's
height between the lines of neighbours, close a tenth to a fifth. `python -m train.numbers NAME --split test`
"""

TOUCHING = """What is said of two digits moved together until ink meets ink, and on by up to a fifth of their height:
"""


def numbers_section(records: list[dict[str, Any]]) -> str:
    """A table of numbers and one of pairs, for every network that was so measured."""
    parts = [HEAD]
    for record in records:
        name, measured = record["checkpoint"]["recipe"], record["numbers"]
        rows = measured["separate"] | {f"strokes, apart, of {name}": row for name, row in measured["sources"].items()}
        parts += [_table(f"`{name}`", rows, "exact"), TOUCHING, _table(f"`{name}`", measured["touching"], "one digit")]
    return "\n".join(parts)


def _table(head: str, rows: dict[str, dict[str, float]], main: str) -> str:
    names = list(next(iter(rows.values())))
    lines = [f"| {head} | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for row, shares in rows.items():
        cells = [f"**{share:.1%}**" if name == main else f"{share:.1%}" for name, share in shares.items()]
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
