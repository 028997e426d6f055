"""The answer on the real page: the verdict in words and in numbers, its top three, and what stands beside them."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from digit_model import Drawing, Reading, load_reader
from digit_model.ui.parts.examples.examples import FOLDER
from digit_model.ui.text import percent
from digit_model.verdict import evidence
from tests.browser.visitor import FOUR, SEVEN, Visitor, ask, shown
from tests.oracles.surgery import Operation, operated

ASKED = """window.asked = [];
for (const name of ["pair-chosen", "question-asked"]) {
  document.addEventListener(name, ({ detail }) => asked.push([name, detail]));
}"""


def choose(visitor: Visitor, name: str, verdict: str) -> Reading:
    """Have an example on the pad, and Python's reading of it."""
    place = sorted(path.name for path in FOLDER.glob("*.json"))
    assert name in place
    strokes = Drawing.load(FOLDER / name).to_dict()
    visitor.page.evaluate("detail => document.dispatchEvent(new CustomEvent('drawing-chosen', { detail }))", strokes)
    expect(visitor.page.locator("#answer")).to_have_attribute("data-verdict", verdict)
    visitor.rests(len(strokes["strokes"]))
    return load_reader().read_digits([visitor.digit()])[0]


def strength(reading: Reading) -> float:
    return evidence(list(reading.trace.values())[-1][None])[0]


def shown_top(page: Page) -> list[list[str]]:
    rows = page.locator("#label button").all()  # the id by which drivers from outside know the top three
    return [[row.locator(part).inner_text() for part in ("b", "span")] for row in rows]


def test_each_verdict_has_its_words_its_bar_and_its_top_three(used):
    visitor = used()
    page = visitor.page
    thresholds = load_reader().config.thresholds
    sentence, numbers = page.locator("#verdict .sentence"), page.locator("#verdict .stands")
    expect(sentence).to_have_text("Nothing drawn yet.", use_inner_text=True)
    expect(numbers).to_be_hidden()
    said = {
        ("8-thick.json", "digit"): "Surely an 8.",
        ("4-thin.json", "digit"): "Surely a 4.",
        ("4-or-9.json", "unsure"): f"Unsure: each is at least {percent(thresholds.probability)} likely.",
        ("none-letter.json", "not a digit"): "Not a digit, it seems. Try a single one, 0 to 9.",
    }
    for (name, verdict), words in said.items():
        reading = choose(visitor, name, verdict)
        expect(sentence).to_have_text(words, use_inner_text=True)
        expected = f"Stands out by {strength(reading):.1f} (a digit needs {thresholds.evidence:.1f})"
        expect(numbers).to_have_text(expected, use_inner_text=True)
        bar = "document.querySelector('#verdict .bar').style.getPropertyValue('--length')"
        assert float(page.evaluate(bar)) == pytest.approx(min(1, strength(reading) / thresholds.evidence / 4), abs=2e-3)
        assert shown_top(page) == [[digit, percent(share)] for digit, share in reading.top(3).items()]
    assert page.locator("#verdict .why").is_hidden(), "nothing is the answer"
    page.click("#clear")
    expect(page.locator("#verdict .top")).to_be_hidden()


def test_what_may_be_either_is_shown_as_both_and_the_links_ask_their_questions(used):
    visitor = used()
    page = visitor.page
    page.evaluate(f"() => {{ {ASKED} }}")
    reading = choose(visitor, "4-or-9.json", "unsure")
    first, second, third = map(int, reading.top(3))
    assert page.locator("#answer").inner_text().split() == [str(first), "or", str(second)]
    expect(page.locator("#verdict .why")).to_have_text(f"Why not {second}?", use_inner_text=True)
    page.locator("#verdict .why").click()
    page.locator("#verdict .top button").nth(2).click()
    page.locator("#verdict .top button").first.click()
    page.locator("#verdict .how").click()
    page.locator("#seen button").click()
    ledger = ["question-asked", "ledger"]
    assert page.evaluate("asked") == [
        *(["pair-chosen", [first, second]], ledger),
        *(["pair-chosen", [first, third]], ledger),
        *(["pair-chosen", None], ledger),
        ["question-asked", "sureness"],
        ["question-asked", "autopsy"],
    ]


def test_the_answer_follows_the_pen_and_nothing_is_written_that_stays_as_it_is(used):
    visitor = used()
    page = visitor.page
    visitor.draw(SEVEN, lift=False)
    visitor.answer_is("7")  # and so is the first of the top three, while the pen is down
    page.mouse.up()
    visitor.rests(1)
    again = """() => {
      const seen = new MutationObserver(() => {});
      const everything = { subtree: true, childList: true, attributes: true, characterData: true };
      for (const part of ["verdict", "operated", "dares"]) seen.observe(document.getElementById(part), everything);
      document.dispatchEvent(new CustomEvent("digit-read", { detail: { ...rested } }));
      return seen.takeRecords().length;
    }"""
    assert page.evaluate(again) == 0
    page.click("#clear")
    visitor.rests(0)
    assert page.evaluate(again) == 0


def test_an_operated_network_is_told_beside_the_trained_one_wherever_the_visitor_is(used):
    visitor = used()
    page = visitor.page
    line = page.locator("#operated p")
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    operations = [Operation("conv1", channel) for channel in range(16)]
    visitor.operate(operations)
    reading = load_reader().read_digits([visitor.digit()])[0]
    changed = load_reader().__class__(operated(load_reader().network, operations), load_reader().config)
    now = changed.read_digits([visitor.digit()])[0]
    assert now.candidates != reading.candidates
    names = " / ".join(reading.candidates), " / ".join(now.candidates) or "–"
    told = f"As trained: {names[0]} → as you changed it: {names[1]}. Channels changed: 16. Put all back"
    expect(line).to_have_text(told, use_inner_text=True)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(line).to_be_in_viewport()
    line.get_by_role("button").click()
    expect(line).to_be_hidden()
    expect(page.locator("#answer")).to_have_text("4")


def test_a_refusal_by_an_operated_network_is_not_the_drawings_fault(used):
    visitor = used()
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    visitor.operate([Operation("pool3", channel) for channel in range(96)])  # all digits get their bias, and no more
    sentence = visitor.page.locator("#verdict .sentence")
    expect(sentence).to_have_text("Not a digit, says the network as you changed it.", use_inner_text=True)


def test_scores_lead_to_the_verdict_and_each_to_its_number(used):
    visitor = used()
    page = visitor.page
    thresholds = load_reader().config.thresholds
    for name, verdict in (("4-or-9.json", "unsure"), ("none-letter.json", "not a digit"), ("8-thick.json", "digit")):
        reading = choose(visitor, name, verdict)
        ask(page, "sureness")
        logits = reading.trace["fc"]
        expect(page.locator("#sureness .total b")).to_have_text(f"{strength(reading):.2f}")
        scores = page.locator("#sureness .scores span").all_inner_texts()
        assert list(map(shown, scores)) == pytest.approx(logits, abs=0.0051)
        log, mean, _ = page.locator("#sureness .row b").all_inner_texts()
        assert shown(log) == pytest.approx(np.log(np.exp(logits.astype(float)).sum()), abs=0.0051)
        assert shown(mean.removeprefix("− ").strip("()")) == pytest.approx(logits.mean(), abs=0.0051)
        line = float(page.locator("#sureness .scores").evaluate("list => list.style.getPropertyValue('--mean')"))
        least = min(0, logits.min())
        assert line == pytest.approx((logits.mean() - least) / (logits.max() - least), abs=1e-4)
        enough, rule = page.locator("#sureness .sums p:not(.row)").all_inner_texts()
        assert enough.startswith(f"A digit needs {thresholds.evidence:.2f}, ")
        assert enough.endswith("it is none." if verdict == "not a digit" else "it is one.")
        assert (percent(thresholds.probability) in rule) == (verdict != "not a digit")
        likely = page.locator("#sureness .likely b").all_inner_texts()
        assert set(likely) == set(reading.candidates)
    page.locator("#sureness .scores button").nth(3).click()
    expect(page.locator("#follow .where")).to_contain_text("fc · 3")


def test_a_dare_ticks_itself_off_when_the_pen_has_rested_and_an_example_does_not(used):
    visitor = used()
    page = visitor.page
    tilted, opened = page.locator("[data-dare=tilted]"), page.locator("[data-dare=open]")
    visitor.draw(FOUR)
    visitor.answer_is("4")
    tilted.click()
    visitor.answer_is("")  # the pad is emptied, and undo brings it back
    expect(tilted).to_have_attribute("aria-pressed", "true")
    visitor.draw(SEVEN)
    expect(tilted).to_have_text("a tilted 7: read right", use_inner_text=True)
    expect(tilted).to_have_attribute("aria-pressed", "false")
    opened.click()
    visitor.draw(SEVEN)
    expect(opened).to_have_text("an open 4: it said 7", use_inner_text=True)
    flagged = page.locator("[data-dare=flagged]")
    flagged.click()
    page.locator("#examples [data-drawing]").first.click()
    expect(flagged).to_have_text("a 1 with flag and foot", use_inner_text=True)
    page.reload()
    expect(tilted).to_have_text("a tilted 7: read right", use_inner_text=True)
    expect(flagged).to_have_attribute("data-outcome", "")
    dares, all_read = page.locator("#dares"), {dare: ["1", "4"] for dare in ("tilted", "open", "tiny", "flagged")}
    page.evaluate("(all) => sessionStorage.setItem('digit-x-ray dares', JSON.stringify(all))", all_read)
    page.reload()
    expect(flagged).to_have_text("a 1 with flag and foot: it said 1/4", use_inner_text=True)
    ticked = dares.bounding_box()
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(flagged).to_have_text("a 1 with flag and foot", use_inner_text=True)
    assert ticked == dares.bounding_box(), "what comes of a dare moves nothing"
    visitor.complaints.clear()  # Gradio's own stream complains of being left
