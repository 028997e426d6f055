"""Pictures and drawings chosen in haste, one after the other: the last one stays."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.visitor import FOUR

PROBE = "**/gradio_api/app_id"  # what is asked before the server is asked for a picture
QUESTIONS = "**/gradio_api/queue/join**"


ARRIVAL = """() => {
  const place = document.querySelector("#picture");
  const look = () => (window.arrived ||= place.querySelector("img") !== null);
  window.arrived = false;
  new MutationObserver(look).observe(place, { subtree: true, childList: true });
}"""
HAS_LEFT = "arrived && !document.querySelector('#picture img')"  # a picture came into the input and left it


def test_of_a_picture_and_a_drawing_chosen_in_haste_the_later_one_stays(used):
    visitor = used()
    visitor.draw(FOUR)
    visitor.answer_is("4")
    for _ in range(3):
        visitor.page.evaluate(ARRIVAL)
        visitor.page.locator("[data-picture^='9']").click()
        visitor.page.locator("#examples [data-drawing]").nth(0).click()
        visitor.page.wait_for_function(HAS_LEFT)
        visitor.answer_is("7")
        assert "empty" not in visitor.page.locator("#pad .paper").get_attribute("class")
    visitor.page.locator("[data-picture^='9']").click()
    visitor.answer_is("9")


def test_a_picture_that_comes_after_the_drawing_that_replaced_it_leaves_and_can_be_chosen_again(used):
    visitor = used()
    page, nine = visitor.page, visitor.page.locator("[data-picture^='9']")
    held: list[Route] = []
    page.evaluate(ARRIVAL)
    page.route(PROBE, lambda route: held.append(route), times=1)
    with page.expect_request(PROBE):
        nine.click()
    visitor.draw(FOUR)
    visitor.answer_is("4")
    held[0].continue_()
    page.wait_for_function(HAS_LEFT)
    visitor.answer_is("4")
    nine.click()
    visitor.answer_is("9")


def _held(page: Page, picture: str, question: str, asks: str) -> Route:
    """Choose a picture; the request that comes of it, held."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        is_it = not held and asks in (route.request.post_data or "")
        held.append(route) if is_it else route.continue_()

    page.route(question, hold)
    with page.expect_request(lambda request: asks in (request.post_data or "") and question.strip("*") in request.url):
        page.locator(f"[data-picture^='{picture}']").click()
    while not held:  # the request is told of before it is held
        page.wait_for_timeout(10)
    return held[0]


def _two_in_haste(page: Page) -> list[Route]:
    """Choose a 9 and, while the server works at it, a 3: what is asked for each, held."""
    return [_held(page, "9", QUESTIONS, '"name":"9'), _held(page, "3", PROBE, "")]


def test_of_two_pictures_chosen_in_haste_the_later_one_stays(used):
    visitor = used()
    first, second = _two_in_haste(visitor.page)
    with visitor.page.expect_response(QUESTIONS):
        first.continue_()
    second.continue_()
    visitor.answer_is("3")
    expect(visitor.page.locator("#picture img")).to_have_attribute("src", re.compile("3-light-on-dark"))


def test_of_two_pictures_that_wait_for_the_server_the_later_one_alone_is_asked_for(used):
    visitor = used()
    page = visitor.page
    held: list[Route] = []
    asked: list[str] = []

    def note(route: Route) -> None:
        asked.extend(re.findall(r'"name":"(.)', route.request.post_data or ""))
        route.continue_()

    page.route(QUESTIONS, note)
    page.route(PROBE, lambda route: route.abort(), times=1)
    page.locator("[data-picture^='9']").click()
    expect(page.locator("#away")).to_be_visible()
    page.route(PROBE, lambda route: held.append(route), times=1)
    with page.expect_response(PROBE):  # the next try of the first
        page.locator("[data-picture^='3']").click()
    held[0].continue_()
    visitor.answer_is("3")
    assert asked == ["3"]
    visitor.complaints.clear()  # the browser's, of the server that did not answer


def test_a_drawing_made_after_two_pictures_were_chosen_stays(used):
    visitor = used()
    page = visitor.page
    routes = _two_in_haste(page)
    visitor.draw(FOUR)
    visitor.answer_is("4")
    for route in routes:
        page.evaluate(ARRIVAL)
        route.continue_()
        page.wait_for_function(HAS_LEFT)
        visitor.answer_is("4")


def test_a_picture_that_was_clicked_twice_can_be_chosen_again_after_a_drawing(used):
    visitor = used()
    nine = visitor.page.locator("[data-picture^='9']")
    nine.dblclick()
    visitor.answer_is("9")
    visitor.draw(FOUR)
    visitor.answer_is("4")
    expect(visitor.page.locator("#picture img")).to_have_count(0)
    nine.click()
    visitor.answer_is("9")
