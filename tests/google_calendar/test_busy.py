"""Calendars that only say when someone is busy."""

from __future__ import annotations

from datetime import timedelta

import pytest

from connectors.errors import CalendarGone, SourceUnavailable
from connectors.google_calendar.authorization import Need
from connectors.ports import TimeWindow
from tests.fakes.google_calendar import Fault, GoogleUi, Kind, limit_exceeded
from tests.fakes.google_calendar.problems import insufficient_permissions
from tests.google_calendar.bench import KIM, MONDAY, SAM, WINDOW, Bench
from tests.google_calendar.scripted import Scripted, as_json, error

TOMORROW = TimeWindow(WINDOW.start + timedelta(days=1), WINDOW.end + timedelta(days=1))
TEXT = ("summary", "description", "location", "displayName", "email", "creator", "extended")


@pytest.fixture
def kim(bench: Bench) -> GoogleUi:
    ui = bench.server.add_user(KIM)
    ui.put("Secret meeting", MONDAY, description="Secret plan", location="Secret place")
    bench.server.share(KIM, SAM, "reader")
    return ui


def test_no_text_is_asked_for(bench: Bench, kim: GoogleUi) -> None:
    first = bench.calendar(KIM, text=False).read(WINDOW)
    kim.put("Another", MONDAY + timedelta(days=1), recurrence=["RRULE:FREQ=DAILY;COUNT=2"])
    later = bench.calendar(KIM, text=False).read(WINDOW, first.cursor)
    assert len(first.events) == 1
    assert len(later.events) == 3
    assert not [e for e in (*first.events, *later.events) if e.summary or e.description]
    for call in bench.server.calls:
        if call.method == "events.list":
            fields = dict(call.query)["fields"]
            assert not [word for word in TEXT if word in fields]


def test_declined_meetings_are_free_there_too(bench: Bench, kim: GoogleUi) -> None:
    kim.decline(kim.invite("lee@example.org", "Meeting", MONDAY + timedelta(days=1)))
    found = bench.calendar(KIM, text=False).read(WINDOW).events
    assert [each.busy for each in found] == [True, False]


def test_where_events_may_not_be_listed_busy_time_is_asked_for(bench: Bench, kim: GoogleUi) -> None:
    kim.put("Free", MONDAY + timedelta(days=1), transparency="transparent")
    access = bench.access(["calendar.freebusy"], needs=(Need.BUSY,))
    result = bench.calendar(KIM, text=False, client=bench.client(access)).read(WINDOW)
    assert [(each.start, each.end) for each in result.events] == [
        (MONDAY, MONDAY + timedelta(hours=1))
    ]
    assert result.whole
    assert bench.server.counts() == {
        ("oauth.token", 200): 1,
        ("events.list", 403): 1,
        ("freebusy.query", 200): 1,
    }


def test_that_is_remembered_until_the_window_moves_on_the_next_day(
    bench: Bench, kim: GoogleUi
) -> None:
    access = bench.access(["calendar.freebusy"], needs=(Need.BUSY,))
    cursor = bench.calendar(KIM, text=False, client=bench.client(access)).read(WINDOW).cursor
    bench.server.forget_calls()
    kim.put("New", MONDAY + timedelta(days=1))
    again = bench.calendar(KIM, text=False, client=bench.client(access)).read(WINDOW, cursor)
    assert len(again.events) == 2
    assert bench.server.counts() == {("freebusy.query", 200): 1}
    assert again.cursor == cursor
    bench.server.forget_calls()
    wider = bench.calendar(KIM, text=False)  # the account gave more access meanwhile
    assert wider.read(TOMORROW, cursor).complete
    assert bench.asked("events.list") == 1
    assert bench.asked("freebusy.query") == 0


@pytest.mark.usefixtures("kim")
def test_such_a_cursor_is_of_no_use_where_text_is_needed(bench: Bench) -> None:
    access = bench.access(["calendar.freebusy"], needs=(Need.BUSY,))
    cursor = bench.calendar(KIM, text=False, client=bench.client(access)).read(WINDOW).cursor
    assert bench.calendar(KIM).read(WINDOW, cursor).events[0].summary == "Secret meeting"


def test_a_calendar_shared_as_busy_only_is_read_without_a_detour(bench: Bench) -> None:
    bench.server.add_user(KIM).put("Secret", MONDAY)
    bench.server.share(KIM, SAM, "freeBusyReader")
    assert len(bench.calendar(KIM, text=False).read(WINDOW).events) == 1


def test_where_not_even_busy_time_is_shown(bench: Bench) -> None:
    bench.server.add_user(KIM)
    with pytest.raises(CalendarGone, match="see whether it is shared"):
        bench.calendar(KIM, text=False).read(WINDOW)


@pytest.mark.usefixtures("kim")
def test_a_limit_is_no_reason_to_ask_for_busy_time(bench: Bench) -> None:
    fault = Fault(Kind.ERROR_BEFORE, "events.list", limit_exceeded("quotaExceeded"))
    bench.server.faults.script(fault)
    with pytest.raises(SourceUnavailable):
        bench.calendar(KIM, text=False).read(WINDOW)
    assert bench.asked("freebusy.query") == 0


@pytest.mark.usefixtures("kim")
def test_text_is_never_replaced_by_busy_time(bench: Bench) -> None:
    fault = Fault(Kind.ERROR_BEFORE, "events.list", insufficient_permissions())
    bench.server.faults.script(fault)
    with pytest.raises(Exception, match="counterpoint auth google"):
        bench.calendar(KIM).read(WINDOW)
    assert bench.asked("freebusy.query") == 0


@pytest.mark.parametrize("reason", ["internalError", "backendError", "groupTooBig"])
def test_busy_time_that_cannot_be_told_just_now_says_nothing_about_the_calendar(
    scripted: Scripted, reason: str
) -> None:
    told = {"calendars": {"primary": {"errors": [{"domain": "global", "reason": reason}]}}}
    scripted.say(error(403, "insufficientPermissions"), as_json(told))
    with pytest.raises(SourceUnavailable, match="just now"):
        scripted.calendar(text=False).read(WINDOW)


@pytest.mark.parametrize("told", [{}, {"calendars": {}}, {"calendars": None}])
def test_an_answer_without_the_calendar_is_not_a_free_week(
    scripted: Scripted, told: dict[str, object]
) -> None:
    scripted.say(error(403, "insufficientPermissions"), as_json(told))
    with pytest.raises(SourceUnavailable):
        scripted.calendar(text=False).read(WINDOW)
