"""A network with a stage that the page cannot compute: the server reads, and the page says what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch
from playwright.sync_api import expect
from torch import nn

from digit_model import VARIANTS, Reader
from digit_model.checkpoint import Config
from digit_model.network import StagedNet
from digit_model.ui.page import build_page, launch_options
from digit_model.verdict import Thresholds
from tests.browser.running import App
from tests.browser.visitor import FOUR, open_page


def odd() -> StagedNet:
    """The network of the talk, with square roots of sums of squares where it has maxima, and a curve after one."""
    stages = dict(VARIANTS["talk"]().named_children())
    return StagedNet(stages | {"pool1": nn.LPPool2d(2, 2), "pool2": nn.Sequential(nn.AvgPool2d(2), nn.Tanh())})


@pytest.fixture(scope="module")
def odd_reader() -> Reader:
    torch.manual_seed(3)
    return Reader(odd().eval(), Config("talk", "none", 0, Thresholds(0.0, 0.05)))


@pytest.fixture(scope="module")
def odd_app(odd_reader) -> Iterator[App]:
    page = build_page(odd_reader)
    _, url, _ = page.launch(prevent_thread_lock=True, server_name="127.0.0.1", quiet=True, **launch_options())
    yield App(url.rstrip("/"), 0)
    page.close(verbose=False)


def test_the_server_reads_and_the_page_says_what_it_leaves_out(odd_app, odd_reader, browser):
    visitor = open_page(odd_app, browser, 1280, dark=False, locale="en-US", touch=False)
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    page = visitor.page
    reading = odd_reader.read_digits([visitor.digit()])[0]
    assert page.evaluate("rested.candidates") == list(reading.candidates)
    for name, values in reading.trace.items():
        assert page.evaluate(f"Array.from(rested.stages.{name})") == pytest.approx(values.ravel().tolist(), abs=1e-6)
    expect(page.locator("#reading [data-status=remote]")).to_be_visible()
    for part in ("ledger", "autopsy", "surgery"):
        expect(page.locator(f"#{part}")).to_be_hidden()
    pin = "address => document.dispatchEvent(new CustomEvent('cell-pinned', { detail: { address } }))"
    page.evaluate(pin, "pool2.0.3.3")
    expect(page.locator("#follow .sum")).to_contain_text("This page does not know this kind of stage")
    page.evaluate(pin, "conv2.0.5.5")
    expect(page.locator("#follow .on")).to_contain_text("This page does not know the next kind of stage")
    assert page.locator("#path .start").is_disabled(), "no path leads through such a stage"
    assert page.locator("#follow .sum .total").count() == 1, "what it knows it still takes apart"
    assert not visitor.complaints
    page.context.close()
