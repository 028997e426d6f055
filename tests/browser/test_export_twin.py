"""A reading as a file that the page writes, against what Python writes and what NumPy loads."""

from __future__ import annotations

import io
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from digit_model import VARIANTS, Reader, Reading
from digit_model.checkpoint import Config
from digit_model.verdict import Thresholds
from tests.browser.explaining import DIGITS, encoded, explaining_page, network_of
from tests.oracles import export


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all tests here."""
    with explaining_page(browser) as page:
        yield page


def stages_of(reading: Reading) -> list[dict[str, Any]]:
    arrays = {"digit": reading.digit, **reading.trace, "probabilities": reading.probabilities}
    return [{"name": name, "shape": array.shape, "values": encoded(array)} for name, array in arrays.items()]


@pytest.fixture(params=VARIANTS)
def reading(request: pytest.FixtureRequest) -> Reading:
    variant = request.param
    reader = Reader(network_of(variant), Config(variant, "none", 0, Thresholds(4.5, 0.2)))
    return reader.read_digits(DIGITS[:1])[0]


DECODED = "stages.map((stage) => ({ ...stage, values: floats(stage.values) }))"


def test_the_table_is_the_same_text(reading: Reading, page: Page) -> None:
    assert page.evaluate(f"(stages) => csvOf({DECODED})", stages_of(reading)) == export.to_csv(reading)


def test_every_float32_is_written_as_numpy_does_and_comes_back(page: Page) -> None:
    anything = np.random.default_rng(3).integers(0, 2**32, 20_000, dtype=np.uint64).astype("<u4").view("<f4")
    halves = np.arange(-200, 200, dtype="<f4") / 512 + 64  # two decimals of 8 digits are equally near to some
    special = np.array([0, -0.0, 1, 1e-4, 9.9e-5, 999_999.94, 0.1, 1 / 3, 1e-45, 2**-126, 2**-24, 2**19], "<f4")
    values = np.concatenate([anything[np.isfinite(anything)], special, halves])
    stage = {"name": "x", "shape": values.shape, "values": encoded(values)}
    lines = page.evaluate(f"(stages) => csvOf({DECODED})", [stage]).split("\r\n")[1:-1]
    written = [line.split(",")[-1] for line in lines]
    assert np.array_equal(np.array(written, dtype="<f4").view("<u4"), values.view("<u4"))
    ordinary = np.abs(values) < 1e6  # from here on, NumPy's versions differ in when they write an exponent
    assert np.array(written)[ordinary].tolist() == values[ordinary].astype(str).tolist()


def test_numpy_loads_the_archive(reading: Reading, page: Page) -> None:
    file = b64decode(page.evaluate(f"(stages) => base64(npzOf({DECODED}))", stages_of(reading)))
    with (
        np.load(io.BytesIO(file), allow_pickle=False) as found,
        np.load(io.BytesIO(export.to_npz(reading)), allow_pickle=False) as expected,
    ):
        assert found.zip.testzip() is None
        assert set(found.files) == set(expected.files)
        for name in expected.files:
            assert found[name].dtype == expected[name].dtype
            assert np.array_equal(found[name], expected[name]), name


def test_an_archive_says_nothing_of_when_it_was_made(page: Page) -> None:
    bytes_of = "base64(npzOf([{ name: 'digit', shape: [2], values: new Float32Array([1, 2]) }]))"
    file = b64decode(page.evaluate(bytes_of))
    with np.load(io.BytesIO(file)) as archive:
        assert archive.zip.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
