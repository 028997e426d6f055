"""Operating on the network on the real page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from digit_model import VARIANTS, load_reader
from digit_model.explain.wiring import weights
from digit_model.reader import Reader
from digit_model.ui.parts.surgery.surgery import surgery
from digit_model.ui.server.networks import Networks
from tests.browser.modules import UI, blank_page
from tests.browser.parts import MOUNT
from tests.browser.visitor import FOUR, ask, ranked
from tests.oracles.surgery import Operation, sites

PICTURE = Path(__file__).parent.parent.parent / "examples" / "3-light-on-dark.png"
LOGITS = "[...document.querySelectorAll('[data-stage=fc] .bars span')].map((number) => number.textContent).join()"


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


def test_on_a_phone_what_the_operated_network_says_comes_along_and_covers_no_link_at_the_top(used):
    visitor = used(width=360, touch=True)
    page = visitor.page
    section = ask(page, "surgery")
    section.locator("[type=submit]").tap()
    line = page.locator("#operated p")
    expect(line).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.querySelector('#operated p').getBoundingClientRect().top") == 0
    page.evaluate("scrollTo(0, 0)")
    expect(line).to_have_css("position", "static")
    page.locator("#head [data-language=zh]").tap()
    expect(page.locator("html")).to_have_attribute("data-language", "zh")
    page.locator("#head [data-language=en]").tap()
    line.get_by_role("button").tap()
    expect(line).to_be_hidden()


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
