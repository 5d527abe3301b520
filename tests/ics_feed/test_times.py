"""Times, zones and the window of what is read."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.ics_feed.feeds import (
    BERLIN,
    at,
    calendar,
    event,
    only,
    read,
    titles,
)


@pytest.mark.parametrize(
    ("start", "hour"),
    [
        ("DTSTART:20260310T070000Z", 7),
        ("DTSTART:20260310T070000", 6),
        ("DTSTART;TZID=America/New_York:20260310T070000", 11),
        ("DTSTART;TZID=/vendor.example/2020_1/America/New_York:20260310T070000", 11),
        ("DTSTART;TZID=Eastern Standard Time:20260310T070000", 11),
        ('DTSTART;TZID="W. Europe Standard Time":20260310T070000', 6),
        ("DTSTART;TZID=/Europe/London:20260310T070000", 7),
        ("DTSTART;VALUE=DATE-TIME;TZID=UTC:20260310T070000", 7),
    ],
)
def test_a_time_is_read_in_its_zone(start: str, hour: int) -> None:
    assert only(calendar(event("a", start))).start == at(hour)


def test_the_zone_of_an_event_is_kept() -> None:
    start = only(calendar(event("a", "DTSTART;TZID=America/New_York:20260310T070000"))).start
    assert isinstance(start, datetime)
    assert start.tzinfo == ZoneInfo("America/New_York")


def test_a_floating_time_is_read_in_the_calendars_own_zone_if_it_names_one() -> None:
    body = calendar(event("a", "DTSTART:20260310T070000"), head="X-WR-TIMEZONE:Asia/Tokyo")
    assert only(body).start == at(22, day=9)


def test_an_unknown_zone_is_read_as_local_and_told() -> None:
    result = read(calendar(event("a", "DTSTART;TZID=Middle Earth:20260310T070000")))
    assert result.events[0].start == at(6)
    assert ["Middle Earth" in problem.what for problem in result.problems] == [True]


def test_an_invented_zone_is_read_as_the_feed_defines_it() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Club Time\r\n"
        "BEGIN:STANDARD\r\nDTSTART:20200101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0530\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE"
    )
    body = calendar(zone, event("a", "DTSTART;TZID=Club Time:20260310T070000"))
    assert only(body).start == at(1, minute=30)


def test_a_date_never_becomes_an_instant() -> None:
    found = only(calendar(event("a", "DTSTART;VALUE=DATE:20260310", "DTEND;VALUE=DATE:20260313")))
    assert (found.start, found.end, found.all_day) == (date(2026, 3, 10), date(2026, 3, 13), True)


@pytest.mark.parametrize(
    "more", [[], ["DTEND;VALUE=DATE:20260310"], ["DURATION:P1D"], ["DTEND:20260311"]]
)
def test_a_day_without_a_length_is_one_day(more: list[str]) -> None:
    assert only(calendar(event("a", "DTSTART:20260310", *more))).end == date(2026, 3, 11)


def test_a_night_over_the_change_of_clocks_keeps_its_exact_length() -> None:
    found = only(
        calendar(
            event(
                "a",
                "DTSTART;TZID=Europe/Berlin:20260328T230000",
                "DTEND;TZID=Europe/Berlin:20260329T070000",
            )
        )
    )
    assert found.end == datetime(2026, 3, 29, 7, tzinfo=BERLIN)


# The window


@pytest.mark.parametrize(
    ("start", "end", "seen"),
    [
        ("20260228T220000Z", "20260301T000000Z", False),
        ("20260228T220000Z", "20260301T000100Z", True),
        ("20260301T000000Z", "20260301T000000Z", True),
        ("20260331T235900Z", "20260402T000000Z", True),
        ("20260401T000000Z", "20260401T010000Z", False),
        ("20250101T000000Z", "20270101T000000Z", True),
    ],
)
def test_what_overlaps_the_window_is_seen(start: str, end: str, seen: bool) -> None:
    result = read(calendar(event("a", f"DTSTART:{start}", f"DTEND:{end}")))
    assert bool(result.events) is seen


def test_a_long_stay_that_began_before_the_window_is_seen() -> None:
    stays = [
        event("a", "DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20260310", "SUMMARY:Days"),
        event("b", "DTSTART:20260101T000000Z", "DURATION:P9W", "SUMMARY:Weeks"),
        event("c", "DTSTART:20260101T000000Z", "DURATION:PT1440H", "SUMMARY:Hours"),
    ]
    assert titles(read(calendar(*stays))) == ["Days", "Hours", "Weeks"]
