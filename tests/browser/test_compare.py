"""Two networks side by side on the real page."""

from __future__ import annotations

from tests.browser.visitor import FOUR, SEVEN


def test_the_drawing_is_read_by_both_and_a_wrong_name_leaves_the_comparison(visit):
    visitor = visit()
    page, section = visitor.page, visitor.page.locator("#compare")
    section.get_by_text("draw a digit").wait_for()
    visitor.draw(FOUR)
    visitor.answer_is("4")
    section.scroll_into_view_if_needed()
    section.get_by_text("They agree").wait_for()
    assert section.locator("h3").all_inner_texts() == ["pen", "talk"]
    assert section.locator(".answer b").all_inner_texts() == ["4", "4"]
    assert section.locator(".facts").nth(1).inner_text() == "30,074 parameters, 1,041,312 multiplications a digit"
    stages = section.locator(".stages").nth(1).inner_text()
    assert stages == "conv1 → pool1 → conv2 → pool2 → flatten → fc1 → relu → fc2"

    section.get_by_role("textbox").fill("runs/gone")
    section.get_by_role("button").click()
    section.get_by_text("There is no such network").wait_for()
    assert section.locator("h3").all_inner_texts() == ["pen", "talk"]
    assert section.locator("select").input_value() == "talk"

    section.locator("select").select_option("pen")
    section.get_by_text("on all ten probabilities").wait_for()
    assert not section.get_by_text("No such network").is_visible()
    page.evaluate("scrollTo(0, 0)")
    page.click("#clear")
    visitor.draw(SEVEN)
    visitor.answer_is("7")
    section.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('#compare .answer b').textContent === '7'")
    bars = section.locator("section").nth(1).locator("li span").all_inner_texts()
    assert max(bars, key=lambda text: float(text.removesuffix(" %"))) == bars[7]


def test_a_wrong_name_given_before_anything_is_drawn_leaves_the_comparison_too(visit):
    visitor = visit()
    page, section = visitor.page, visitor.page.locator("#compare")
    section.get_by_role("textbox").fill("runs/gone")
    section.get_by_role("button").click()
    page.evaluate("scrollTo(0, 0)")
    visitor.draw(FOUR)
    visitor.answer_is("4")
    section.scroll_into_view_if_needed()
    section.get_by_text("They agree").wait_for()
    assert section.get_by_text("There is no such network").is_visible()
    assert section.locator("h3").all_inner_texts() == ["pen", "talk"]


def test_nothing_sticks_out_on_the_narrowest_phone(visit):
    visitor = visit(width=320, touch=True)
    visitor.draw(FOUR)
    visitor.answer_is("4")
    for name in ("compare", "neighbours"):
        visitor.page.locator(f"#{name}").scroll_into_view_if_needed()
        visitor.page.locator(f"#{name} .answer b, #{name} .shared span").first.wait_for(timeout=60_000)
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320
    for control in visitor.page.locator("#compare :is(select, input, button)").all():
        box = control.bounding_box()
        assert box["height"] >= 32
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
