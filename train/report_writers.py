"""The part of RESULTS.md about the people who drew the suite's digits, one by one."""

from __future__ import annotations

from collections import Counter
from statistics import mean, median
from typing import Any

HEAD = """## Person by person

The share of each person's drawn digits that is read right. Some people gave twenty digits and some hundreds, so one
person can weigh heavily in the numbers above; the last columns are about the one with the most mistakes.
`python -m train.evaluate NAME --suite`
"""


def writers_section(suites: dict[str, list[dict[str, Any]]]) -> str:
    """A row for each recipe.  ``suites``: run files of the suite, by recipe; the older ones have no "writers"."""
    lines = [
        "| recipe | people | 10th percentile | median | mean | most mistakes | read right | of all mistakes | seeds |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for recipe, records in suites.items():
        known = [record["writers"] for record in records if "writers" in record]
        if known:
            lines.append(_row(recipe, known))
    return "\n".join([HEAD, *lines]) + "\n"


def _row(recipe: str, seeds: list[dict[str, list[int]]]) -> str:
    """``seeds``: {writer: [digits read right, digits]} of each."""
    every, wrong = Counter[str](), Counter[str]()
    for seed in seeds:
        every.update({writer: of for writer, (_, of) in seed.items()})
        wrong.update({writer: of - right for writer, (right, of) in seed.items()})
    shares = {writer: 1 - wrong[writer] / of for writer, of in every.items()}
    worst, mistakes = max(wrong.items(), key=lambda one: one[1])
    low = sorted(shares.values())[len(shares) // 10]
    of_people = [f"{share:.2%}" for share in (low, median(shares.values()), mean(shares.values()))]
    of_worst = [worst, f"{shares[worst]:.2%}", f"{mistakes / (wrong.total() or 1):.0%}"]
    return f"| {' | '.join([f'`{recipe}`', str(len(shares)), *of_people, *of_worst, str(len(seeds))])} |"
