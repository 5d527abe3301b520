"""Series, their exceptions, and events that share a name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from dateutil.rrule import rrulestr

from tests.ics_feed.feeds import (
    MARCH,
    at,
    calendar,
    event,
    names,
    read,
    titles,
)


def test_every_instance_of_a_series_is_named() -> None:
    timed = event("a", "RRULE:FREQ=DAILY;COUNT=2", "DTSTART;TZID=Europe/Berlin:20260310T070000")
    days = event("b", "RRULE:FREQ=DAILY;COUNT=2", "DTSTART;VALUE=DATE:20260310")
    assert names(calendar(timed)) == ["20260310T060000Z", "20260311T060000Z"]
    assert names(calendar(days)) == ["20260310", "20260311"]
    assert names(calendar(event("c"))) == [None]


def test_an_exception_may_be_a_day_where_the_series_has_times() -> None:
    body = calendar(event("a", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20260311"))
    assert names(body) == ["20260310T070000Z", "20260312T070000Z"]


def test_this_and_future_moves_what_follows() -> None:
    body = calendar(
        event("a", "RRULE:FREQ=DAILY;COUNT=4", "SUMMARY:Early", "DURATION:PT1H"),
        event(
            "a",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260312T070000Z",
            "DTSTART:20260312T090000Z",
            "DURATION:PT2H",
            "SUMMARY:Late",
        ),
    )
    found = sorted(read(body).events, key=lambda each: str(each.recurrence_id))
    assert [each.start for each in found] == [at(7), at(7, 11), at(9, 12), at(9, 13)]
    assert [each.end for each in found] == [at(8), at(8, 11), at(11, 12), at(11, 13)]
    assert [each.summary for each in found] == ["Early", "Early", "Late", "Late"]


def test_an_override_without_its_series_is_shown() -> None:
    body = calendar(event("a", "RECURRENCE-ID:20260309T070000Z"))
    assert names(body) == ["20260309T070000Z"]


def test_the_newest_version_of_an_event_counts() -> None:
    old = event("a", "SEQUENCE:1", "SUMMARY:Old")
    new = event("a", "SEQUENCE:2", "SUMMARY:New", "DTSTART:20260312T070000Z")
    for order in ((old, new), (new, old)):
        assert titles(read(calendar(*order))) == ["New"]


def test_events_that_share_a_uid_are_told_apart() -> None:
    result = read(
        calendar(event("a", "SUMMARY:One"), event("a", "SUMMARY:Two", "DTSTART:20260311T070000Z"))
    )
    assert titles(result) == ["One", "Two"]
    assert len({each.uid for each in result.events}) == 2
    assert len(result.problems) == 1


def test_series_that_share_a_uid_are_told_apart_where_they_meet() -> None:
    """Found by fuzzing: a third series took the name of the second."""
    series = [
        event("a", f"DTSTART:2026030{day}T070000Z", f"RRULE:FREQ=DAILY;INTERVAL={step}")
        for day, step in ((2, 4), (4, 2), (8, 1))
    ]
    keys = [(each.uid, each.recurrence_id) for each in read(calendar(*series)).events]
    assert len(keys) == len(set(keys)) > 40


@pytest.mark.parametrize("status", ["STATUS:CANCELLED", "status:cancelled"])
def test_a_cancelled_event_is_hidden(status: str) -> None:
    series = event("s", "RRULE:FREQ=DAILY;COUNT=2")
    gone = event("s", "RECURRENCE-ID:20260311T070000Z", "DTSTART:20260311T070000Z", status)
    assert read(calendar(event("a", status))).events == ()
    assert names(calendar(series, gone)) == ["20260310T070000Z"]
    assert read(calendar(event("a"), head="METHOD:CANCEL")).events == ()


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=DAILY", 2260),
        ("FREQ=DAILY;INTERVAL=3", 754),
        ("FREQ=WEEKLY;BYDAY=MO,WE", 647),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SA;WKST=SU", 325),
        ("FREQ=DAILY;BYHOUR=7,19", 4519),
    ],
)
def test_a_long_counted_series_ends_where_counting_ends(rule: str, count: int) -> None:
    """Counting is jumped over here; dateutil counts one by one."""
    start = datetime(2020, 1, 1, 7, tzinfo=UTC)
    last = list(rrulestr(f"{rule};COUNT={count}", dtstart=start))[-1]
    assert MARCH.start <= last < MARCH.end
    found = names(
        calendar(event("a", f"RRULE:{rule};COUNT={count}", f"DTSTART:{start:%Y%m%dT%H%M%SZ}"))
    )
    assert found[-1] == f"{last:%Y%m%dT%H%M%SZ}"
