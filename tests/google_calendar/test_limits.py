"""How much is asked of Google, and that nobody storms it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from connectors.errors import RetryLater
from connectors.google_calendar import Limits
from connectors.writing import Outcome
from tests.fakes.google_calendar import Fault, Kind, limit_exceeded
from tests.google_calendar.bench import KIM, MONDAY, SAM, WINDOW, Bench, creations
from tests.google_calendar.scripted import Scripted, as_json, error

EMPTY = as_json({"items": [], "nextSyncToken": "t"})


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s


def _refused(reason: str, times: int = 1, retry_after_s: int | None = None) -> Fault:
    error = limit_exceeded(reason, retry_after_s=retry_after_s)
    return Fault(Kind.ERROR_BEFORE, "events.list", error, times=times)


def test_a_limit_that_passes_is_waited_for(bench: Bench) -> None:
    bench.server.faults.script(_refused("userRateLimitExceeded", times=2))
    assert bench.calendar().read(WINDOW).complete
    assert bench.asked() == 3
    assert bench.waits.s == [1.0, 2.0]


def test_a_used_up_quota_stops_every_request_of_that_user_for_an_hour(bench: Bench) -> None:
    clock = Clock()
    bench.limits = Limits(clock=clock)
    bench.server.add_user(KIM)
    bench.server.faults.script(_refused("quotaExceeded"))
    with pytest.raises(RetryLater) as caught:
        bench.calendar().read(WINDOW)
    assert caught.value.after_s == 3600
    for _ in range(3):
        with pytest.raises(RetryLater) as caught:
            bench.calendar().read(WINDOW)  # another client of the same process
        assert 3590 <= caught.value.after_s <= 3610
    assert bench.asked() == 1
    others = bench.client(bench.access(email=KIM))
    assert bench.calendar(client=others).read(WINDOW).complete
    clock.s += 3601
    assert bench.calendar().read(WINDOW).complete


def test_a_limit_that_does_not_pass_stops_the_user_for_a_minute(bench: Bench) -> None:
    clock = Clock()
    bench.limits = Limits(clock=clock)
    bench.server.faults.script(_refused("userRateLimitExceeded", times=99))
    for _ in range(5):
        with pytest.raises(RetryLater):
            bench.calendar().read(WINDOW)
    assert bench.asked() == 4
    bench.server.faults.clear()
    clock.s += 61
    assert bench.calendar().read(WINDOW).complete


def test_all_rest_once_a_second_user_meets_the_limit_of_the_project(bench: Bench) -> None:
    clock = Clock()
    bench.limits = Limits(clock=clock)
    lou = "lou@example.org"
    for email in (KIM, lou):
        bench.server.add_user(email)
    calendars = {
        email: bench.calendar(client=bench.client(bench.access(email=email)))
        for email in (SAM, KIM, lou)
    }
    bench.server.faults.script(_refused("rateLimitExceeded", times=4))
    with pytest.raises(RetryLater):
        calendars[SAM].read(WINDOW)
    assert calendars[lou].read(WINDOW).complete  # it may be the limit of one calendar
    bench.server.faults.script(_refused("rateLimitExceeded", times=4))
    with pytest.raises(RetryLater):
        calendars[KIM].read(WINDOW)
    with pytest.raises(RetryLater):
        calendars[lou].read(WINDOW)
    assert bench.asked() == 9
    clock.s += 61
    assert calendars[lou].read(WINDOW).complete


def test_two_users_who_meet_it_at_different_times_hinder_nobody(bench: Bench) -> None:
    clock = Clock()
    bench.limits = Limits(clock=clock)
    bench.server.add_user(KIM)
    kim = bench.client(bench.access(email=KIM))
    bench.server.faults.script(_refused("rateLimitExceeded", times=8))
    with pytest.raises(RetryLater):
        bench.calendar().read(WINDOW)
    clock.s += 61
    with pytest.raises(RetryLater):
        bench.calendar(client=kim).read(WINDOW)
    assert bench.calendar().read(WINDOW).complete


def test_one_that_names_its_time_is_left_alone_so_long(bench: Bench) -> None:
    clock = Clock()
    bench.limits = Limits(clock=clock)
    bench.server.faults.script(_refused("rateLimitExceeded", retry_after_s=300))
    with pytest.raises(RetryLater) as caught:
        bench.calendar().read(WINDOW)
    assert caught.value.after_s == 300
    clock.s += 280
    with pytest.raises(RetryLater):
        bench.calendar().read(WINDOW)
    assert bench.asked() == 1
    clock.s += 25
    assert bench.calendar().read(WINDOW).complete


def test_the_bucket_of_a_user_is_shared_by_all_clients_of_the_process(scripted: Scripted) -> None:
    clock = Clock()
    limits = Limits(user_per_minute=60, clock=clock)
    scripted.say(EMPTY)
    first, second = scripted.client(limits=limits), scripted.client(limits=limits)
    ask = first.service.events.list(calendarId="primary", fields="items")
    for _ in range(15):
        first.run(ask)
        second.run(ask)
    assert scripted.waits.s == []
    second.run(ask)  # half a minute's worth has gone at once: now as they flow in
    assert scripted.waits.s == [pytest.approx(1.0)]
    clock.s += 61
    first.run(ask)
    assert len(scripted.waits.s) == 1


def test_the_bucket_of_the_project_is_shared_by_all_users(bench: Bench) -> None:
    clock = Clock()
    bench.limits = Limits(project_per_minute=8, clock=clock)
    bench.server.add_user(KIM)
    kim = bench.client(bench.access(email=KIM))
    for _ in range(2):
        bench.calendar().read(WINDOW)
        bench.calendar(client=kim).read(WINDOW)
    assert bench.waits.s == []
    bench.calendar(client=kim).read(WINDOW)
    assert bench.waits.s == [pytest.approx(7.5)]


def test_what_would_take_long_is_put_off_and_takes_nothing(scripted: Scripted) -> None:
    clock = Clock()
    limits = Limits(user_per_minute=2, clock=clock)
    scripted.say(EMPTY)
    client = scripted.client(limits=limits)
    ask = client.service.events.list(calendarId="primary", fields="items")
    client.run(ask)
    for _ in range(10):
        with pytest.raises(RetryLater) as caught:
            client.run(ask)
        assert caught.value.after_s == pytest.approx(30.0)
    assert len(scripted.heard) == 1
    clock.s += 30
    client.run(ask)


def test_every_call_of_a_batch_counts(bench: Bench) -> None:
    clock = Clock()
    bench.limits = Limits(user_per_minute=120, clock=clock)
    calendar = bench.calendar()
    assert len([*calendar.apply(creations(50))]) == 50
    assert bench.waits.s == []
    calendar.read(WINDOW)
    [*calendar.apply(creations(60)[50:])]
    assert bench.waits.s == [pytest.approx(0.5)]


def test_calls_of_a_batch_that_were_put_off_are_sent_again_alone(bench: Bench) -> None:
    fault = Fault(
        Kind.ERROR_BEFORE, "events.insert", limit_exceeded("userRateLimitExceeded"), times=3
    )
    bench.server.faults.script(fault)
    results = [*bench.calendar().apply(creations(10))]
    assert {each.outcome for each in results} == {Outcome.DONE}
    assert bench.server.counts()["events.insert", 200] == 10
    assert bench.server.counts()["events.insert", 403] == 3
    assert bench.waits.s == [1.0]


def test_calls_of_a_batch_that_stay_put_off_are_told_as_such(bench: Bench) -> None:
    fault = Fault(
        Kind.ERROR_BEFORE, "events.insert", limit_exceeded("userRateLimitExceeded"), times=99
    )
    bench.server.faults.script(fault)
    results = [*bench.calendar().apply(creations(3))]
    assert {each.outcome for each in results} == {Outcome.LATER}
    assert bench.asked("events.insert") == 12
    with pytest.raises(RetryLater):
        bench.calendar().read(WINDOW)


def test_a_quota_used_up_within_a_batch_stops_the_user(bench: Bench) -> None:
    fault = Fault(Kind.ERROR_BEFORE, "events.insert", limit_exceeded("quotaExceeded"), skip=1)
    bench.server.faults.script(fault)
    calendar = bench.calendar()
    results = [*calendar.apply(creations(3))]
    assert [each.outcome for each in results] == [Outcome.DONE, Outcome.LATER, Outcome.DONE]
    assert bench.asked("events.insert") == 3
    with pytest.raises(RetryLater):
        calendar.read(WINDOW)
    assert bench.asked() == 0


def test_a_batch_refused_as_a_whole_is_sent_again_after_a_while(scripted: Scripted) -> None:
    scripted.say(error(429, None, Retry_After="3"))
    results = [*scripted.calendar().apply(creations(2))]
    assert {each.outcome for each in results} == {Outcome.LATER}
    assert scripted.waits.s == [3.0, 3.0, 3.0]
    assert len(scripted.heard) == 4


def test_a_day_of_polling_never_meets_the_limit(bench: Bench) -> None:
    bench.ui.put("Run", MONDAY)
    cursor = bench.calendar().read(WINDOW).cursor
    for _ in range(20):
        cursor = bench.calendar().read(WINDOW, cursor).cursor
        bench.server.clock.advance(timedelta(minutes=15))
    assert bench.server.limits.refused == 0
    assert bench.waits.s == []
