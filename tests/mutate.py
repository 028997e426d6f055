"""Would the oracle notice?  ``python -m tests.mutate`` puts mistakes into copies of the page's modules, one at a time.

Each copy is served to tests/browser/test_oracle.py instead of the project's own modules, and must make it fail.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

PROJECT = Path(__file__).parent.parent
# The tests of the two parts alone: the whole page is served by the app, from the project itself.
ORACLE = ["tests/browser/test_oracle.py", "-x", "-q", "--tb=line", "-k", "not page_too", "-p", "no:cacheprovider"]
WIRES, FIELDS, ONWARD = (f"lib/explain/{name}.js" for name in ("wires", "receptive-fields", "onward"))
WORKINGS, ONWARDS, COLOURS = "parts/follow/workings.js", "parts/follow/onwards.js", "lib/display/colours.js"


class Mistake(NamedTuple):
    """A text of a module, which stands there once, and what is put in its place."""

    what: str
    module: str
    right: str
    wrong: str


MISTAKES = [
    Mistake(
        "a convolution's terms have the wrong sign",
        WIRES,
        "value, weight, product: value * weight };\n    });",
        "value, weight, product: -value * weight };\n    });",
    ),
    Mistake(
        "a linear stage's terms have the wrong sign",
        WIRES,
        "value, weight, product: value * weight };\n  });",
        "value, weight, product: -value * weight };\n  });",
    ),
    Mistake("padding off by one", WIRES, "row * stride - padding + Math", "row * stride - padding + 1 + Math"),
    Mistake(
        "rows and columns swapped in a kernel",
        WIRES,
        "column * stride - padding + (place % side)",
        "column * stride - padding + Math.floor(place / side)",
    ),
    Mistake("stride ignored", WIRES, "const x = column * stride", "const x = column"),
    Mistake(
        "groups ignored in what is seen",
        WIRES,
        "return range(Math.floor((channel * groups) / shape[0]) * each, each);",
        "return range(0, each);",
    ),
    Mistake(
        "groups ignored in what comes next",
        ONWARD,
        "return range(Math.floor((channel * groups) / channelsOf(before)) * each, each);",
        "return range(0, each);",
    ),
    Mistake(
        "a linear stage's weights transposed",
        WIRES,
        "kernel[index * inputs + input]",
        "kernel[input * stage.shape[0] + index]",
    ),
    Mistake("biases taken for weights", WIRES, "{ weights: kernel, bias }", "{ weights: bias, bias: kernel }"),
    Mistake(
        "the largest weight, not the largest by size, counts most",
        ONWARD,
        "Math.abs(weight) > Math.abs(best.weight)",
        "weight > best.weight",
    ),
    Mistake(
        "what counts most is not multiplied by the value",
        ONWARD,
        "product: best.weight * value",
        "product: best.weight",
    ),
    Mistake("what goes on may end at 0", ONWARD, "&& lives(next, target.index)", ""),
    Mistake(
        "only the next number may not be 0",
        ONWARD,
        "answers.set(index, findsAWay(stage, index))",
        "answers.set(index, true)",
    ),
    Mistake("the smallest wins", ONWARD, "cell.value <= value", "cell.value >= value"),
    Mistake(
        "equal numbers are not counted", ONWARD, "cell.value === value).length - 1", "cell.value === value).length"
    ),
    Mistake("the receptive field one pixel short", FIELDS, "stage.window - 1 - padding", "stage.window - 2 - padding"),
    Mistake(
        "the minimum is marked as the maximum's winner", WORKINGS, "cell.value > best.value", "cell.value < best.value"
    ),
    Mistake("the bias is left out", WORKINGS, "added(terms) + bias", "added(terms)"),
    Mistake("negatives are not made 0", WORKINGS, "Math.max(0, total)", "total"),
    Mistake(
        "the largest terms come first, not the largest by size",
        WORKINGS,
        "Math.abs(b.sum) - Math.abs(a.sum)",
        "b.sum - a.sum",
    ),
    Mistake("the others are not added up", WORKINGS, "added(rest)", "rest[0].sum"),
    Mistake("wins is loses", ONWARDS, "if (!next.wins)", "if (next.wins)"),
    Mistake(
        "a power is divided by the largest", WORKINGS, "powers[place.index] / total", "powers[place.index] / largest"
    ),
    Mistake("the number of the digit before", "parts/follow/follow.js", "    else this.#explain();\n", ""),
    Mistake(
        "numbers have the other side's colour",
        "parts/follow/elements.js",
        'value < 0 ? "down" : "up"',
        'value < 0 ? "up" : "down"',
    ),
    Mistake(
        "the colours' sides swapped",
        COLOURS,
        "code < STEPS ? negative : positive",
        "code < STEPS ? positive : negative",
    ),
    Mistake("the scale ends elsewhere", COLOURS, "const LIMIT = 8", "const LIMIT = 16"),
    Mistake("the halves' order swapped", "parts/flow/maps.js", "halves[2 * from + 1]", "halves[2 * from]"),
    Mistake("maps in their own order", "parts/flow/maps.js", "let from = order[place]", "let from = place"),
    Mistake("the least active map first", "lib/explain/order.js", "spread[b] - spread[a]", "spread[a] - spread[b]"),
    Mistake(
        "the lens shows the first channel",
        "parts/follow/lens.js",
        "channel * rows * columns, (channel + 1) * rows * columns",
        "0, rows * columns",
    ),
    Mistake("bars of negatives on the positive side", "parts/flow/bars.js", '"below", value < 0', '"below", value > 0'),
    Mistake(
        "the legend's ticks mirrored", "parts/flow/flow.js", "50 + 50 * position(value)", "50 - 50 * position(value)"
    ),
    Mistake("a mean's numbers count whole", "lib/explain/kinds.js", "1 / window ** 2", "1"),
    Mistake("the network computes a sum for a mean", "lib/network/stages.js", "sum / side ** 2", "sum"),
    Mistake("the network computes a minimum", "lib/network/stages.js", "let most = -Infinity", "let most = Infinity"),
]


def copied_with(mistake: Mistake, folder: Path) -> None:
    """Copy the page's modules to a folder that is not there yet, with the mistake in one of them."""
    shutil.copytree(PROJECT / "digit_model" / "ui", folder)
    module = folder / mistake.module
    right = module.read_text("utf-8")
    assert right.count(mistake.right) == 1, f"{mistake.module} has changed: {mistake.right}"
    module.write_text(right.replace(mistake.right, mistake.wrong), "utf-8")


class Failures:
    """A plugin of pytest's that notes which tests failed, and which could not even begin."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.broken: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a step of a test: its setup, the test itself or its teardown."""
        if report.failed:
            (self.failed if report.when == "call" else self.broken).append(report.nodeid)


def caught_by(folder: Path) -> str:
    """The test that fails when it is served these modules, "" if none does.

    A test that cannot begin, because a module does not even load, has caught nothing: that is an AssertionError.
    """
    os.environ["DIGIT_UI"] = str(folder)
    failures, said = Failures(), StringIO()
    with redirect_stdout(said):
        pytest.main(ORACLE, plugins=[failures])
    assert failures.failed or not failures.broken, said.getvalue()
    return failures.failed[0].split("::")[1] if failures.failed else ""


def main() -> int:
    """Try the modules as they are, then every mistake; 0 if the tests tell each from what is right."""
    os.chdir(PROJECT)
    assert not caught_by(PROJECT / "digit_model" / "ui"), "a test fails without any mistake"
    missed = 0
    for mistake in MISTAKES:
        with tempfile.TemporaryDirectory() as place:
            copied_with(mistake, Path(place) / "ui")
            test = caught_by(Path(place) / "ui")
        print(f"caught: {mistake.what} ({test})" if test else f"MISSED: {mistake.what}", flush=True)
        missed += not test
    print(f"{len(MISTAKES) - missed} of {len(MISTAKES)} mistakes were caught")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
