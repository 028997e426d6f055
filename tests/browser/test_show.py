"""How numbers are written, alike in every part of the page."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.modules import blank_page

EDGES = {
    0: "0 %",
    1e-12: "< 0.1 %",
    0.000499: "< 0.1 %",
    0.000501: "0.1 %",
    0.0047: "0.5 %",
    0.0999: "10.0 %",
    0.5: "50.0 %",
    0.9734: "97.3 %",
    0.9994: "99.9 %",
    0.99949: "99.9 %",
    0.99951: "100 %",
    1: "100 %",
}


@pytest.fixture(scope="module")
def percents(browser):
    with blank_page(browser) as page:
        written = "async (shares) => shares.map((await import('/lib/display/show.js')).percent)"
        yield lambda shares: page.evaluate(written, shares)


def test_a_share_has_one_form_whose_edges_say_neither_nothing_nor_all_where_there_is_some(percents):
    assert percents(list(EDGES)) == [text.replace(" ", "\xa0") for text in EDGES.values()]


def test_a_share_is_written_to_a_tenth_of_a_percent(percents):
    shares = np.random.default_rng(1).uniform(0.001, 0.999, size=500)
    for share, written in zip(shares, percents(shares.tolist()), strict=True):
        number, unit = written.split("\xa0")
        assert unit == "%"
        assert float(number) == pytest.approx(100 * share, abs=0.0500001)
        assert len(number.split(".")[1]) == 1
