"""The ranking of what the network loses without each channel, on the real page."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from digit_model import load_reader
from digit_model.network import to_batch
from tests.browser.colour_oracle import coloured
from tests.browser.visitor import FOUR, ranked, shown
from tests.oracles.surgery import Operation, operated, ranking

PIXELS = "(canvas) => [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data]"
LIGHT = ("#2a6fa8", "#f3f1ea", "#c2541f")  # negative, zero and positive, as page.css has them


def test_the_ranking_is_what_python_finds_of_the_network_as_it_is_operated_on(drawn):
    visitor, reading = drawn
    section = ranked(visitor.page)
    names, drops = section.locator("ol li b"), section.locator("ol .drop")
    network, batch = load_reader().network, to_batch([reading.digit])
    expected = ranking(network, batch)[:6]
    assert names.all_inner_texts() == [f"{found.stage} · {found.channel}" for found in expected]
    before = drops.all_inner_texts()
    assert [shown(text) for text in before] == pytest.approx([-found.drop for found in expected], abs=6e-3)

    other = expected[3]
    visitor.operate([Operation(other.stage, other.channel)])
    expect(drops).not_to_have_text(before)
    after = {
        (found.stage, found.channel): -found.drop
        for found in ranking(operated(network, [Operation(other.stage, other.channel)]), batch)
    }
    kept = [after[found.stage, found.channel] for found in expected]
    rows = [index for index in range(6) if index != 3]  # a row that is operated on says so instead
    found = drops.evaluate_all("(drops) => drops.map((drop) => drop.textContent)")
    assert [shown(found[row]) for row in rows] == pytest.approx([kept[row] for row in rows], abs=6e-3)


def test_each_row_of_the_ranking_shows_its_channels_map(drawn):
    visitor, reading = drawn
    section = ranked(visitor.page)
    places = [name.split(" · ") for name in section.locator("ol b").all_inner_texts()]
    for row, (stage, channel) in enumerate(places):
        painted = np.array(section.locator("ol canvas").nth(row).evaluate(PIXELS)).reshape(-1, 4)[:, :3]
        expected = coloured(np.ravel(reading.trace[stage][int(channel)]), *LIGHT)
        assert np.abs(painted - expected).max() < 4, "within two colours of the scale"


def test_what_several_changes_do_together_is_said_once_and_the_bars_keep_their_scale(drawn):
    visitor, _ = drawn
    page, section = visitor.page, ranked(visitor.page)
    joint, drops = section.locator(".joint"), section.locator("ol .drop")
    largest = -shown(drops.first.inner_text())
    names = [name.split(" · ") for name in section.locator("ol b").all_inner_texts()]
    visitor.operate([Operation(names[row][0], int(names[row][1])) for row in (0, 3)])
    expect(section.locator("ol .operated")).to_have_count(2)
    now = section.locator("ol .operated .now").all_inner_texts()
    assert set(now) == {"switched off"}, "no row claims what all of them did"
    answer = page.evaluate("rested.candidates.slice(0, 2)")
    shares = [100 * page.evaluate("digit => rested.probabilities[digit]", digit) for digit in answer]
    if answer:
        found = re.findall(r"(\d) \((< )?([\d.]+) %\)", joint.inner_text().replace("\xa0", " "))
        assert [digit for digit, _, _ in found] == answer
        assert [float(share) for _, _, share in found] == pytest.approx(shares, abs=0.06)
    else:
        assert joint.inner_text() == "The network now says: not a digit."
    lengths = section.locator("ol i").evaluate_all(
        "(bars) => bars.map((bar) => bar.style.getPropertyValue('--length'))"
    )
    falls = [-shown(text) for text in drops.evaluate_all("(drops) => drops.map((drop) => drop.textContent)")]
    assert list(map(float, lengths)) == pytest.approx([min(1, max(0, fall) / largest) for fall in falls], abs=6e-3)
    assert 0.05 < max(map(float, lengths)) != 1, "the scale would tell if it were another"
    visitor.operate([])
    expect(joint).to_have_text("")


def test_a_digit_that_is_drawn_again_is_ranked_anew(drawn):
    visitor, _ = drawn
    page, section = visitor.page, ranked(visitor.page)
    trained = section.locator("ol b").all_inner_texts()
    longest = section.locator("ol i").first
    visitor.operate([Operation("conv5", channel) for channel in range(4)])
    for operations in (None, []):  # the second time it is the trained network that reads the very same digit
        page.evaluate("scrollTo(0, 0)")
        page.click("#clear")
        visitor.rests(0)
        if operations is not None:
            visitor.operate(operations)
        visitor.draw(FOUR)
        visitor.rests(len(FOUR))
        ranked(page)
        expect(longest).to_have_attribute("style", re.compile(r"--length: 1;"))
    assert section.locator("ol b").all_inner_texts() == trained
