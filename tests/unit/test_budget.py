"""What callers may cost: time that fills their buckets, processor time that empties them, and who counts as one."""

from __future__ import annotations

import time

import gradio as gr
import pytest
from gradio.context import LocalContext

from digit_model.ui.server.door import budget
from digit_model.ui.server.door.budget import Bucket, Buckets, afford, caller_of, charged
from tests.unit.knocking import request


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_fills_with_time_holds_no_more_than_it_can_and_forgives_debt():
    clock = Clock()
    bucket = Bucket(rate=500, most=3_000, debt=1_000, clock=clock)
    bucket.spend(2_900)
    assert bucket.wait(100) == 0
    assert bucket.wait(600) == 1
    bucket.spend(60_000)
    assert bucket.wait(100) == pytest.approx(2.2)
    clock.now = 4.0
    assert bucket.share() == pytest.approx(1 / 3)
    clock.now = 1_000.0
    bucket.spend(-500)
    assert bucket.share() == 1


@pytest.mark.parametrize("cores", [1, 2, 8])
def test_eight_who_want_all_leave_room_for_a_visitor_with_a_photo_now_and_then(cores):
    clock = Clock()
    each, everybody = budget.EACH, (600.0 * cores, 1_500.0 * cores, 1_500.0 * cores)
    buckets = Buckets(each, everybody, clock)
    spent = dict.fromkeys(range(8), 0.0)
    for tick in range(600):  # a minute
        clock.now = tick / 10
        for greedy in spent:
            if buckets.wait(str(greedy), 100) == 0:
                buckets.spend(str(greedy), 400)
                spent[greedy] += 400
        if tick % 50 == 0:
            for cost in (100, 150, 100):  # what a photo needs one after the other
                assert buckets.wait("visitor", 100) == 0
                buckets.spend("visitor", cost)
    assert sum(spent.values()) <= 60 * everybody[0] + everybody[1] + everybody[2] + 8 * (0.2 * each[1] + 400)
    assert max(spent.values()) <= 60 * each[0] + each[1] + each[2]
    assert min(spent.values()) > 0.5 * max(spent.values()), "and they get as much as one another"


@pytest.fixture
def processor(monkeypatch: pytest.MonkeyPatch) -> Buckets:
    clock = Clock()
    monkeypatch.setattr(budget, "PROCESSOR", Buckets((500.0, 3_000.0), (5_000.0, 30_000.0), clock))
    return budget.PROCESSOR


def spend_a_while() -> None:
    """A tenth of a second of this thread's processor time."""
    until = time.thread_time() + 0.1
    while time.thread_time() < until:
        pass


@pytest.mark.parametrize("is_queued", [False, True])
def test_an_answer_is_paid_by_its_processor_time_in_place_of_the_deposit(processor, is_queued):
    asked = request()
    afford(asked)
    assert processor.of("203.0.113.7").share() == 1 - budget.DEPOSIT / 3_000
    LocalContext.request.set(gr.Request(asked) if is_queued else asked)
    for share in (0.1 / 3, 0.2 / 3):
        charged(spend_a_while)()
        assert 1 - processor.of("203.0.113.7").share() >= share - 0.001
        afford(request())
    LocalContext.request.set(None)
    charged(spend_a_while)()  # nobody pays for what the app does by itself


def test_callers_are_told_apart_by_network_and_the_owner_is_none(processor, monkeypatch):
    own = {"host": "127.0.0.1:7860"}
    assert caller_of(request(client="127.0.0.1", **own)) == caller_of(request(client="::1", host="localhost")) == ""
    assert caller_of(request(client="127.0.0.1", host="a.gradio.live")) == "127.0.0.1", "by a tunnel"
    assert caller_of(request(client="203.0.113.7", **own)) == "203.0.113.7", "a Host is easily written"
    assert caller_of(request(client="2001:db8::1:2")) == caller_of(request(client="2001:db8::9")) == "2001:db8::/64"
    monkeypatch.setattr(budget, "CALLERS", 100)
    for number in range(150):
        processor.of(str(number))
    assert len(processor._callers) == 100
