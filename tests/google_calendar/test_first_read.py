"""Everything that stands in a window, read for the first time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from connectors.calendar_event import Answer, EventStatus
from connectors.errors import CalendarGone, SourceUnavailable
from tests.google_calendar.bench import BERLIN, KIM, MONDAY, SAM, WINDOW, Bench, utc

WEEKLY = ["RRULE:FREQ=WEEKLY;COUNT=4"]


def test_the_first_read_is_bounded_by_the_window_and_asks_for_what_is_used(bench: Bench) -> None:
    bench.ui.put("Easy run", MONDAY)
    bench.ui.put("Long ago", MONDAY - timedelta(days=400))
    result = bench.calendar().read(WINDOW)
    assert [each.summary for each in result.events] == ["Easy run"]
    assert result.whole
    assert result.complete
    (call,) = [call for call in bench.server.calls if call.method == "events.list"]
    query = dict(call.query)
    assert query["timeMin"] == WINDOW.start.isoformat()
    assert query["timeMax"] == WINDOW.end.isoformat()
    assert query["maxResults"] == "2500"
    assert "creator" not in query["fields"]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_shorter_than_asked_for_lose_nothing(bench: Bench, size: int) -> None:
    bench.server.world.short_pages = size
    for number in range(7):
        bench.ui.put(f"Run {number}", MONDAY + timedelta(days=number))
    result = bench.calendar().read(WINDOW)
    assert sorted(each.summary for each in result.events) == [f"Run {n}" for n in range(7)]
    assert bench.asked() == -(-7 // size)
    bench.server.forget_calls()
    for number in range(5):
        bench.ui.put(f"Lift {number}", MONDAY + timedelta(days=number, hours=8))
    later = bench.calendar().read(WINDOW, result.cursor)
    assert sorted(each.summary for each in later.events) == [f"Lift {n}" for n in range(5)]
    assert bench.asked() == -(-5 // size)


def test_a_series_is_read_as_its_instances_each_with_its_original_start(bench: Bench) -> None:
    bench.ui.put("Intervals", datetime(2026, 3, 16, 18, tzinfo=BERLIN), recurrence=WEEKLY)
    events = bench.calendar().read(WINDOW).events
    assert [each.recurrence_id for each in events] == [
        "20260316T170000Z",
        "20260323T170000Z",
        "20260330T160000Z",  # the clocks were set forward
        "20260406T160000Z",
    ]
    assert {each.uid for each in events} == {events[0].uid}
    assert {each.start.hour for each in events if isinstance(each.start, datetime)} == {18}


def test_a_series_of_days_is_named_by_its_days(bench: Bench) -> None:
    bench.ui.put("Rest", date(2026, 3, 16), recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"])
    events = bench.calendar().read(WINDOW).events
    assert [each.recurrence_id for each in events] == ["20260316", "20260323"]
    assert [(each.start, each.end) for each in events] == [
        (date(2026, 3, 16), date(2026, 3, 17)),
        (date(2026, 3, 23), date(2026, 3, 24)),
    ]


def test_an_event_keeps_the_zone_that_it_is_meant_in(bench: Bench) -> None:
    tokyo = {"dateTime": "2026-03-09T07:00:00", "timeZone": "Asia/Tokyo"}
    ends = {"dateTime": "2026-03-09T08:00:00", "timeZone": "Asia/Tokyo"}
    bench.ui.edit(bench.ui.put("Run", MONDAY), start=tokyo, end=ends)
    (event,) = bench.calendar().read(WINDOW).events
    assert isinstance(event.start, datetime)
    assert event.start.tzinfo == ZoneInfo("Asia/Tokyo")
    assert event.start == utc(8, 22)


def test_what_is_not_an_event_is_not_read(bench: Bench) -> None:
    for kind in ("workingLocation", "birthday"):
        day = bench.ui.put(kind, date(2026, 3, 9), visibility="public", transparency="transparent")
        with bench.server.world.lock:
            stored = bench.ui.calendar().events[day]
            stored.body["eventType"] = kind
            if kind == "workingLocation":
                stored.body["workingLocationProperties"] = {"type": "homeOffice", "homeOffice": {}}
    bench.ui.put("Easy run", MONDAY)
    assert [each.summary for each in bench.calendar().read(WINDOW).events] == ["Easy run"]


def test_a_declined_invitation_keeps_nobody_busy_and_tells_the_answer(bench: Bench) -> None:
    meeting = bench.ui.invite(KIM, "Meeting", MONDAY)
    assert bench.calendar().read(WINDOW).events[0].busy
    bench.ui.decline(meeting)
    (event,) = bench.calendar().read(WINDOW).events
    assert not event.busy
    assert event.answer is Answer.DECLINED
    bench.ui.respond(meeting, "accepted")
    assert bench.calendar().read(WINDOW).events[0].answer is Answer.ACCEPTED
    bench.ui.respond(meeting, "tentative")
    assert bench.calendar().read(WINDOW).events[0].answer is None


def test_tentative_private_and_free_are_told(bench: Bench) -> None:
    bench.ui.put(
        "Perhaps", MONDAY, status="tentative", visibility="private", transparency="transparent"
    )
    (event,) = bench.calendar().read(WINDOW).events
    assert event.status is EventStatus.TENTATIVE
    assert event.private
    assert not event.busy


def test_events_of_others_of_an_unknown_calendar_are_told_as_gone(bench: Bench) -> None:
    with pytest.raises(CalendarGone, match=r"no such calendar.*settings of Google Calendar"):
        bench.calendar("nobody@group.calendar.google.com").read(WINDOW)


def test_a_training_calendar_that_shows_busy_time_alone_is_told_with_the_mend(
    bench: Bench,
) -> None:
    kim = bench.server.add_user(KIM)
    kim.put("Intervals", MONDAY)
    bench.server.share(KIM, SAM, "freeBusyReader")
    with pytest.raises(SourceUnavailable, match=r"only its busy time is shared.*role busy"):
        bench.calendar(KIM).read(WINDOW)


def test_a_calendar_that_is_only_shared_from_now_on_as_busy_is_told_too(bench: Bench) -> None:
    bench.server.add_user(KIM).put("Intervals", MONDAY)
    bench.server.share(KIM, SAM, "reader")
    cursor = bench.calendar(KIM).read(WINDOW).cursor
    bench.server.share(KIM, SAM, "freeBusyReader")
    with pytest.raises(SourceUnavailable, match="only its busy time is shared"):
        bench.calendar(KIM).read(WINDOW, cursor)
