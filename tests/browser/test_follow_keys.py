"""The arithmetic by pointer, by keys and by its buttons."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.following import inked, pin
from tests.oracles.surgery import Operation


def test_whoever_follows_a_number_with_the_keys_goes_on_and_lets_go_with_them(drawn):
    visitor, reading = drawn
    page = visitor.page
    pin(page, inked(reading))
    page.locator("#follow .on button").focus()
    for stage in ("conv2", "pool1"):
        page.keyboard.press("Enter")
        expect(page.locator("#follow .where")).to_contain_text(stage)
    page.keyboard.press("Escape")
    expect(page.locator("#follow .let-go")).to_be_hidden()


def test_whoever_chooses_another_channel_with_the_keys_stays_there(drawn):
    visitor, reading = drawn
    page = visitor.page
    pin(page, inked(reading, "conv2"))
    channels = page.locator("#follow .terms button")
    channels.first.focus()
    for at in (1, 2):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(channels.nth(at)).to_have_attribute("aria-pressed", "true")
        expect(channels.nth(at)).to_be_focused()
    page.keyboard.press("Escape")


# What the panel says before the browser has done anything else, so in the frame of the pointer.
POINT = """([x, y]) => {
  const canvas = document.querySelector("#flow [data-stage=conv1] canvas");
  const { left, top } = canvas.getBoundingClientRect();
  canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: left + x, clientY: top + y }));
  return [".where", ".total"].map((part) => document.querySelector(`#follow ${part}`)?.textContent);
}"""


def test_hovering_shows_the_arithmetic_in_the_same_frame(drawn):
    page = drawn[0].page
    places = [page.evaluate(POINT, [5 + 5 * step, 30]) for step in range(20)]
    assert len({where for where, _ in places}) > 10
    assert all(total for _, total in places), "no server has had the time to answer"


def test_keys_point_pin_and_let_go(drawn):
    visitor, _ = drawn
    page = visitor.page
    page.locator("#clear").focus()
    canvas = page.locator("#flow [data-stage=conv1] canvas")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.locator("#follow .total").wait_for()
    where = page.locator("#follow .where")
    first = where.inner_text()
    page.keyboard.press("ArrowRight")
    assert where.inner_text() != first
    page.keyboard.press("Enter")
    expect(page.locator("#follow .let-go")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#follow .let-go")).to_be_hidden()


def test_tab_leads_from_a_map_where_enter_pinned_to_the_arithmetic_and_back(drawn):
    page = drawn[0].page
    canvas, let_go = page.locator("#flow [data-stage=conv1] canvas"), page.locator("#follow .let-go")
    page.locator("#clear").focus()
    page.keyboard.press("Tab")  # so that the browser shows where the keyboard is
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(let_go).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(canvas).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(let_go).to_be_hidden()
    expect(canvas).to_be_focused()


def test_the_map_of_a_number_is_switched_off_and_put_back_where_its_sum_is(drawn):
    visitor, reading = drawn
    page = visitor.page
    operated = "operations => JSON.stringify(window.rested?.surgery) === operations"
    pin(page, inked(reading))
    channel = int(inked(reading).split(".")[1])
    switch, value = page.locator("#follow .switch"), page.locator("#follow .where b")
    expect(switch).to_have_text("Switch this map off", use_inner_text=True)
    before = value.inner_text()
    visitor.operate([Operation("conv3", 7)])
    switch.click()
    off = f'{{"stage":"conv1","channel":{channel},"kernel":null}}'
    page.wait_for_function(operated, arg=f'[{{"stage":"conv3","channel":7,"kernel":null}},{off}]')
    expect(value).to_have_text("0.0000", use_inner_text=True)
    expect(switch).to_have_text("Put it back", use_inner_text=True)
    expect(switch).to_be_focused()
    switch.click()
    page.wait_for_function(operated, arg='[{"stage":"conv3","channel":7,"kernel":null}]')
    expect(value).to_have_text(before, use_inner_text=True)
    visitor.operate([Operation("conv4", at) for at in range(48)] + [Operation("conv3", at) for at in range(16)])
    expect(switch).to_be_disabled()
    expect(page.locator("#follow .no-more")).to_be_visible()
    for address, offered in (("pool1.0.3.3", [False, False]), ("pool3.5", [True, False]), ("fc.4", [False, False])):
        pin(page, address)
        buttons = [page.locator(f"#follow .{name}") for name in ("switch", "operate")]
        assert [button.is_visible() for button in buttons] == offered, address
