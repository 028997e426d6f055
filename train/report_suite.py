"""The parts of RESULTS.md about the suite: damage, verdicts, calibration."""

from __future__ import annotations

from statistics import mean
from typing import Any

from train.calibrate import REFUSED
from train.recipes import RECIPES, WITHOUT

Records = dict[str, list[dict[str, Any]]]  # of each recipe

DAMAGED = """## Damaged pictures

400 digits of MNIST's test set as dark-on-light pages of 280 x 280 pixels, damaged in a way that shares nothing with
the augmentation, and read the whole way as an upload; share read right, mean over the seeds.
`python -m train.evaluate NAME --suite`
"""

VERDICTS = f"""## Verdicts

What true digits (MNIST's test set and the drawn ones together) are told, and which share of what is no digit is
refused. The thresholds were fitted on validation digits, to refuse {REFUSED:.1%} of them. Letters are by people who
trained nothing, three of UJI and UNIPEN's test writers, without those that people take for digits (such as O, l and S);
symbols are hearts, houses and the like: training saw faces, blobs, scribbles and pairs of its own making. Mean over the
seeds. `python -m train.evaluate NAME --suite`
"""

CALIBRATION = """## Calibration

Whether answers given with 90 % are right 90 times in 100, over the same true digits, with one temperature fitted on
validation digits and folded into the last layer. The expected calibration error is the mean distance between the two.
`python -m train.evaluate NAME --suite`
"""


STYLES = """## Styles

Share read right, drawn in all five ways, mean over the seeds. First digits of the test writers whose strokes betray
their style, then styles written in code: training saw others of the same kinds. `python -m train.evaluate NAME --suite`
"""

STEPS = """## What each step of the preprocessing buys

One step left out at a time, nothing trained again; digits drawn by the validation writers of every source, since an
ablation informs decisions. `python -m train.ablate NAME`
"""


PARTS = """## What each part of the training buys

Each source of strokes or other part of a recipe left out, beneath the whole recipe, all of them briefly and with one
seed: on the pad, differences of up to 0.2 % are no more than another seed makes. The letters and symbols are those of
UNIPEN's test writers. Where maxima are left out, means stand in their place.
"""
REFUSALS = ("digits refused", "letters refused")
OF_A_RECIPE = """`{name}`, {epochs} epochs instead of {all_epochs}:
`python -m train {name} --epochs {epochs} --without PART`
"""


def is_short(record: dict[str, Any]) -> bool:
    """Whether it is of a run that was to see what a part buys: shorter than its recipe, or without the part."""
    name, _, part = record["checkpoint"]["recipe"].partition(WITHOUT)
    training = record["training"]
    return bool(part) or (training is not None and training["recipe"]["epochs"] != RECIPES[name].epochs)


def parts_section(tests: list[dict[str, Any]], suites: list[dict[str, Any]]) -> str:
    """A table for each recipe that was trained without parts: a row for the whole, then one for each part left out.

    ``tests``, ``suites``: run files of MNIST's test set and of the suite.
    """
    tested, measured = (_by_name(list(filter(is_short, some))) for some in (tests, suites))
    parts = [PARTS]
    for recipe in RECIPES:
        names = [name for name in measured if name.partition(WITHOUT)[0] == recipe and name in tested]
        if names:
            sources = list(measured[names[0]][0]["drawn"])
            head = ["", "MNIST test", "drawn on a pad", *(f"by {name}" for name in sources), *REFUSALS]
            lines = [f"|{' | '.join(head)} |", "|---" * len(head) + "|"]
            lines += [_part_row(name, tested[name], measured[name], sources) for name in sorted(names)]
            epochs = measured[names[0]][0]["training"]["recipe"]["epochs"]
            of_it = OF_A_RECIPE.format(name=recipe, epochs=epochs, all_epochs=RECIPES[recipe].epochs)
            parts.append("\n".join([of_it, *lines]) + "\n")
    return "\n".join(parts) if len(parts) > 1 else ""


def _part_row(name: str, tested: list[dict[str, Any]], measured: list[dict[str, Any]], sources: list[str]) -> str:
    shares = [
        mean(record["evaluation"]["accuracy"] for record in tested),
        mean(record["evaluation"]["accuracy"] for record in measured),
        *(mean(share for record in measured for share in record["drawn"][source].values()) for source in sources),
        mean(record["verdicts"]["refused"] for record in measured),
        mean(record["refused"]["letter or symbol, UNIPEN"] for record in measured),
    ]
    recipe, _, part = name.partition(WITHOUT)
    called = f"without {part}" if part else f"`{recipe}`, whole"
    return f"| {called} | {' | '.join(f'{share:.2%}' for share in shares)} |"


def _by_name(records: list[dict[str, Any]]) -> Records:
    names = dict.fromkeys(record["checkpoint"]["recipe"] for record in records)
    return {name: [record for record in records if record["checkpoint"]["recipe"] == name] for name in names}


def steps_section(records: list[dict[str, Any]]) -> str:
    """A row for each step left out, a column for each kind of drawing, for every network that was so measured."""
    parts = [STEPS]
    for record in records:
        cells = list(record["steps"]["nothing"])
        lines = [
            f"| `{record['checkpoint']['variant']}` without | {' | '.join(cells)} |",
            "|---" * (len(cells) + 1) + "|",
        ]
        for name, shares in record["steps"].items():
            lines.append(f"| {name} | {' | '.join(f'{share:.1%}' for share in shares.values())} |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def suite_sections(suites: Records) -> str:
    """All of them, as Markdown."""
    parts = [
        STYLES,
        _table(suites, "styles of people"),
        _table(suites, "styles in code"),
        DAMAGED,
        _table(suites, "corruptions", "mean of all"),
        VERDICTS,
        _table(suites, "verdicts"),
        "Refused of what is no digit:\n",
        _table(suites, "refused"),
        CALIBRATION,
        _errors(suites),
    ]
    return "\n".join(parts)


def _table(suites: Records, part: str, overall: str = "") -> str:
    """A row for each thing measured, a column for each recipe."""
    names = list(next(iter(suites.values()))[0][part]) if suites else []
    lines = [f"| | {' | '.join(f'`{recipe}`' for recipe in suites)} |", "|---" * (len(suites) + 1) + "|"]
    for name in names:
        shares = [mean(record[part][name] for record in records) for records in suites.values()]
        lines.append(f"| {name} | {' | '.join(f'{share:.1%}' for share in shares)} |")
    if overall:
        means = [mean(mean(record[part].values()) for record in records) for records in suites.values()]
        lines.append(f"| **{overall}** | {' | '.join(f'**{share:.2%}**' for share in means)} |")
    return "\n".join(lines) + "\n"


def _errors(suites: Records) -> str:
    lines = ["| recipe | expected calibration error | seeds |", "|---|---|---|"]
    for recipe, records in suites.items():
        error = mean(record["calibration"]["error"] for record in records)
        lines.append(f"| `{recipe}` | **{error:.2%}** | {len(records)} |")
    if "pen" in suites:
        lines += ["", "Reliability of `pen`, seed by seed on one diagram, and in numbers for seed 0:", ""]
        lines += ["![Confidence against share right](runs/pen-reliability.svg)", "", _reliability(suites["pen"][0])]
    return "\n".join(lines) + "\n"


def _reliability(record: dict[str, Any]) -> str:
    lines = ["| answers | given with | right |", "|---|---|---|"]
    lines += [f"| {count:,} | {sure:.1%} | {right:.1%} |" for count, sure, right in record["calibration"]["bins"]]
    return "\n".join(lines)


def reliability_diagram(records: list[dict[str, Any]], side: int = 320) -> str:
    """Confidence against share right as an SVG: on the diagonal, probabilities mean what they say.

    A dot's area is the number of answers, on a logarithmic scale: most are given with nearly 100 %.
    """
    dots = "".join(
        f'<circle cx="{sure * side:.1f}" cy="{side - right * side:.1f}" r="{1.5 + len(str(count))}" fill="#b3401f" '
        f'fill-opacity=".6"/>'
        for record in records
        for count, sure, right in record["calibration"]["bins"]
    )
    frame = f'<path d="M0 0V{side}H{side}" fill="none" stroke="#6b6862"/>'
    diagonal = f'<path d="M0 {side}L{side} 0" stroke="#6b6862" stroke-dasharray="4 4"/>'
    words = (
        f'<text x="{side / 2}" y="{side + 28}" text-anchor="middle">probability given</text>'
        f'<text transform="translate(-14 {side / 2}) rotate(-90)" text-anchor="middle">share right</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-36 -12 {side + 52} {side + 52}" width="{side + 52}" '
        f'font-family="sans-serif" font-size="13" fill="#6b6862">{frame}{diagonal}{dots}{words}</svg>\n'
    )
