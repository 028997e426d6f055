"""Operating on the network on the real page."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from digit_model import VARIANTS, load_reader
from digit_model.explain.wiring import weights
from digit_model.network import to_batch
from digit_model.reader import Reader
from digit_model.ui.parts.surgery.surgery import surgery
from digit_model.ui.server.networks import Networks
from tests.browser.colour_oracle import coloured
from tests.browser.modules import UI, blank_page
from tests.browser.parts import MOUNT
from tests.browser.visitor import FOUR, ask, shown
from tests.oracles.surgery import Operation, operated, ranking, sites

PICTURE = Path(__file__).parent.parent.parent / "examples" / "3-light-on-dark.png"
PIXELS = "(canvas) => [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data]"
LIGHT = ("#2a6fa8", "#f3f1ea", "#c2541f")  # negative, zero and positive, as page.css has them
LOGITS = "[...document.querySelectorAll('[data-stage=fc] .bars span')].map((number) => number.textContent).join()"


def ranked(page: Page) -> Locator:
    """The part, once it has ranked the channels for what is drawn now."""
    section = ask(page, "surgery")
    expect(section.locator("[data-unanswered]")).to_have_count(0)
    return section


def test_what_is_switched_off_changes_every_number_until_it_is_put_back(used):
    visitor = used()
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    visitor.answer_is("4")
    section, notice = page.locator("#surgery"), page.locator("#operated p")
    expect(notice).to_be_hidden()
    ranked(page)
    first = section.locator("ol li").first
    name = first.locator("b").inner_text()
    trained = page.evaluate(LOGITS)  # the pen rests: the ranking waits for that
    names = section.locator("ol li b").all_inner_texts()
    drops = section.locator("ol .drop").all_inner_texts()
    first.get_by_role("button").click()
    expect(notice).to_contain_text("Channels changed: 1", use_inner_text=True)
    expect(section.locator("ul li b")).to_have_text([name])
    assert page.evaluate(LOGITS) != trained
    expect(first.locator(".now")).to_have_text("switched off", use_inner_text=True)
    expect(section.locator(".joint")).to_contain_text("The network now says", use_inner_text=True)
    assert section.locator("ol li b").all_inner_texts() == names, "no row moves under the pointer"
    assert section.locator("ol .drop").all_inner_texts()[1:] != drops[1:], "the ranking is the operated network's"
    first.get_by_role("button", name="Put back").click()
    expect(notice).to_be_hidden()
    expect(section.locator("ol .drop")).to_have_text(drops)
    first.get_by_role("button", name="Switch off").click()

    page.evaluate("scrollTo(0, 0)")
    page.evaluate("document.dispatchEvent(new CustomEvent('operate', { detail: { stage: 'conv3', channel: 7 } }))")
    expect(section.locator("form")).to_be_in_viewport()
    assert [section.locator(f"[name={name}]").input_value() for name in ("stage", "channel")] == ["conv3", "7"]
    section.get_by_role("button", name="Blur").click()
    section.locator("fieldset input").first.fill("0.5")
    expect(section.locator("[data-own]")).to_have_attribute("aria-pressed", "true")
    section.get_by_role("button", name="Apply").click()
    expect(section.locator("ul li")).to_contain_text([name, "conv3 · 7 Own kernel"], use_inner_text=True)
    expect(notice).to_contain_text("Channels changed: 2", use_inner_text=True)
    notice.get_by_role("button").click()
    expect(notice).to_be_hidden()
    expect(section.locator("ul li")).to_have_count(0)
    page.wait_for_function(f"trained => {LOGITS} === trained", arg=trained)


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


def test_each_row_of_the_ranking_shows_its_channels_map(drawn):
    visitor, reading = drawn
    section = ranked(visitor.page)
    places = [name.split(" · ") for name in section.locator("ol b").all_inner_texts()]
    for row, (stage, channel) in enumerate(places):
        painted = np.array(section.locator("ol canvas").nth(row).evaluate(PIXELS)).reshape(-1, 4)[:, :3]
        expected = coloured(np.ravel(reading.trace[stage][int(channel)]), *LIGHT)
        assert np.abs(painted - expected).max() < 4, "within two colours of the scale"


def test_a_picture_is_read_by_the_operated_network_too_and_stays(used):
    visitor = used()
    page = visitor.page
    page.locator("#own").click()
    page.locator("#picture input[type=file]").set_input_files(PICTURE)
    visitor.answer_is("3")
    trained = page.evaluate(LOGITS)
    ask(page, "surgery").locator("[type=submit]").click()  # conv1, channel 0, off
    expect(page.locator("#operated p")).to_be_visible()
    page.wait_for_function(f"trained => {LOGITS} !== trained", arg=trained)
    expect(page.locator("#picture img")).to_be_visible()
    page.locator("#operated button").click()
    page.wait_for_function(f"trained => {LOGITS} === trained", arg=trained)


def test_a_stage_without_kernels_can_only_be_switched_off_and_nothing_sticks_out_on_a_phone(used):
    page = used(width=320, touch=True).page
    section = ask(page, "surgery")
    section.get_by_role("button", name="Sharpen").click()
    section.locator("select").select_option("pool3")
    expect(section.get_by_role("button", name="Sharpen")).to_be_disabled()
    expect(section.locator("[data-kernel=null]")).to_have_attribute("aria-pressed", "true")
    expect(section.get_by_text("Draw a digit to see which")).to_be_visible()
    section.locator("[name=channel]").fill("96")
    section.locator("[type=submit]").click()
    expect(section.locator("ul li")).to_have_count(0)  # there is no channel 96, which the browser says
    section.locator("[name=channel]").fill("95")
    section.locator("[type=submit]").click()
    expect(section.locator("ul li")).to_contain_text(["pool3 · 95 Off"], use_inner_text=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


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


def test_the_form_offers_what_can_be_operated_on_and_a_full_list_takes_no_more(used):
    visitor = used()
    section = ask(visitor.page, "surgery")
    options = section.locator("select[name=stage] option").all_inner_texts()
    assert options == list(sites(load_reader().network))
    visitor.operate([Operation("conv6", channel) for channel in range(63)])
    for channel, is_full in ((7, False), (8, True)):
        section.locator("[name=channel]").fill(str(channel))
        section.locator("[type=submit]").click()
        expect(section.locator("ul li")).to_have_count(64)
        expect(section.locator("ul li").last).to_contain_text("conv1 · 7", use_inner_text=True)
        expect(section.locator("p.full")).to_be_visible(visible=is_full)


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    with blank_page(browser) as page:
        yield page


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_part_is_there_for_every_network_that_has_something_to_operate_on_and_for_no_other(blank, variant):
    config = replace(load_reader().config, variant=variant)
    reader = Reader(VARIANTS[variant]().eval(), config)
    part = surgery()
    asked = {
        "parts": [{"name": "surgery", "html": part.html_template, "facts": part.props["facts"]}],
        "style": (UI / "page.css").read_text("utf-8"),
        "network": Networks().described(reader, variant),
        "weights": b64encode(weights(reader.network).tobytes()).decode(),
    }
    blank.reload()
    blank.evaluate(MOUNT, asked)
    blank.evaluate("document.body.id = 'explanations'")  # what holds the part's frame, as on the real page
    blank.evaluate("document.documentElement.dataset.question = 'surgery'")
    blank.evaluate("read(new Array(784).fill(0))")
    expected = list(sites(reader.network))
    assert blank.locator("#surgery").is_visible() == bool(expected)
    assert blank.locator("#surgery option").all_inner_texts() == expected
