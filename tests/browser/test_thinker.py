"""The worker that ranks channels and rubs ink out while the pen goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.explaining import DIGITS, encoded, give, load, network_of
from tests.browser.modules import blank_page
from tests.browser.twin import HELPERS


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    with blank_page(browser) as page:
        yield page


@pytest.fixture
def page(blank: Page) -> Page:
    """A page with talk as its network, a second network, inks, and a list of what is sent to workers."""
    blank.reload()
    blank.evaluate(HELPERS)
    load(blank)
    give(blank, network_of("talk"))
    blank.evaluate(
        """(digits) => {
          window.inks = digits.map(floats);
          window.second = weights.map((weight) => -weight);
          window.ranked = (weights, ink) => JSON.stringify(ranking(opened(weights), wires, ink));
          window.sent = [];
          const send = Worker.prototype.postMessage;
          Worker.prototype.postMessage = function (message) { sent.push(message); send.call(this, message); };
        }""",
        [encoded(digit) for digit in DIGITS],
    )
    return blank


def test_a_worker_thinks_and_is_sent_a_network_once(page: Page) -> None:
    found = page.evaluate(
        """async () => {
          const { ranking: rank, occlusion: rub } = thinker();
          const first = await rank(wires, weights, inks[0]);
          const rubbed = await rub(wires, weights, inks[0]);
          const other = await rank(wires, second, inks[0]);
          return {
            first: JSON.stringify(first) === ranked(weights, inks[0]),
            other: JSON.stringify(other) === ranked(second, inks[0]),
            differ: JSON.stringify(first) !== JSON.stringify(other),
            rubbed: base64(rubbed) === base64(occlusion(opened(), inks[0])),
            networks: sent.map((message) => "weights" in message),
          };
        }"""
    )
    assert found == {
        "first": True,
        "other": True,
        "differ": True,
        "rubbed": True,
        "networks": [True, False, True],
    }


def test_of_each_kind_only_the_newest_question_waits(page: Page) -> None:
    page.evaluate(
        """() => {
          const { ranking: rank, occlusion: rub } = thinker();
          window.answers = {};
          const asked = [rank(wires, weights, inks[0]), rank(wires, weights, inks[1]), rub(wires, weights, inks[0]),
                         rub(wires, weights, inks[1]), rank(wires, weights, inks[2])];
          asked.forEach((promise, at) => promise.then((answer) => (answers[at] = answer)));
        }"""
    )
    page.wait_for_function("Object.keys(answers).length === 5")
    assert page.evaluate("Object.values(answers).map((answer) => answer === null)") == [False, True, True, False, False]
    assert page.evaluate("sent.map(({ kind }) => kind)") == ["ranking", "ranking", "occlusion"]
    assert page.evaluate("JSON.stringify(answers[4]) === ranked(weights, inks[2])")
    assert page.evaluate("base64(answers[3]) === base64(occlusion(opened(), inks[1]))")


REFUSALS = {
    "by an exception": "class { constructor() { throw new DOMException('no', 'SecurityError'); } }",
    "by an error event": "class extends Worker { constructor() { super('/lib/nowhere.js', { type: 'module' }); } }",
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_where_workers_are_refused_the_page_thinks(refusal: str, page: Page) -> None:
    page.evaluate(f"() => {{ window.Worker = {REFUSALS[refusal]}; }}")
    found = page.evaluate(
        """async () => {
          const { ranking: rank } = thinker();
          const answers = [await rank(wires, weights, inks[0]), await rank(wires, second, inks[1])];
          return answers.map((answer, at) => JSON.stringify(answer) === ranked([weights, second][at], inks[at]));
        }"""
    )
    assert found == [True, True]


def test_a_network_that_cannot_be_opened_fails_its_own_question_alone(page: Page) -> None:
    found = page.evaluate(
        """async () => {
          const { ranking: rank } = thinker();
          const unknown = [{ ...wires[0], kind: "attention" }, ...wires.slice(1)];
          const copy = weights.slice();
          const failed = [await rank(unknown, copy, inks[0]).catch((error) => error instanceof UnknownStage),
                          await rank(unknown, copy, inks[0]).catch((error) => error instanceof UnknownStage)];
          return [...failed, JSON.stringify(await rank(wires, weights, inks[0])) === ranked(weights, inks[0])];
        }"""
    )
    assert found == [True, True, True]
