"""The rows of reading feeds, against icalendar with recurring-ical-events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events  # type: ignore[import-untyped]

from benchmarks.feeds import daily_series_feed, mixed_feed, one_changed
from benchmarks.table import Row, alternately, at_most, median_s, times_faster, within
from connectors.calendar_event import CalendarEvent
from connectors.ics_feed import read_calendar
from connectors.ports import ReadResult, TimeWindow

_ZONE = ZoneInfo("UTC")
_WINDOW = TimeWindow(
    datetime(2025, 3, 3, tzinfo=UTC), datetime(2025, 3, 3, tzinfo=UTC) + timedelta(weeks=8)
)
_Seen = list[tuple[str, str, str, str, str]]
_BOMBS = {
    "every second": "RRULE:FREQ=SECONDLY",
    "every minute": "RRULE:FREQ=MINUTELY",
    "every 0 days": "RRULE:FREQ=DAILY;INTERVAL=0",
    "daily on 30 February": "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "yearly on 30 February": "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "a million seconds": "RRULE:FREQ=SECONDLY;COUNT=1000000",
}


def feed_rows() -> Iterator[Row]:
    """Measure, and yield the rows of reading feeds."""
    feed = mixed_feed(10_000)
    yield _first_read("first read, 10k events, 8 weeks", feed, 6)
    yield from _polls(feed)
    yield _first_read("500 daily series of 10 years", daily_series_feed(500), 20)
    for name, rule in _BOMBS.items():
        bomb = _bomb(rule)
        yield within(f"rule: {name}", median_s(partial(_read, bomb)), 0.2)


def _first_read(what: str, feed: bytes, factor: float) -> Row:
    _assert_equal(_reference(feed), _read(feed))
    reference_s, ours_s = alternately(partial(_reference, feed), partial(_read, feed))
    return times_faster(what, reference_s, ours_s, factor)


def _polls(feed: bytes) -> Iterator[Row]:
    cursor = _read(feed).cursor
    restamped = mixed_feed(10_000, stamp="20260202T020202Z")
    changed = one_changed(mixed_feed(10_000, stamp="20260303T030303Z"))
    for what, body, events, share in (
        ("poll, identical body, 10k", feed, 0, 0.001),
        ("poll, every DTSTAMP new, 10k", restamped, 0, 0.006),
        ("poll, 1 of 10k changed (and restamped)", changed, 1, 0.01),
    ):
        polled = _read(body, cursor)
        if len(polled.events) != events or polled.deleted:
            raise AssertionError(f"{what}: {len(polled.events)} events")
        reference_s, ours_s = alternately(partial(_reference, body), partial(_read, body, cursor))
        yield at_most(what, reference_s, ours_s, share)


def _reference(feed: bytes) -> _Seen:
    calendar = icalendar.Calendar.from_ical(feed)
    return [
        _seen(
            event["UID"],
            event.start,
            event.end,
            event.get("SUMMARY", ""),
            event.get("DESCRIPTION", ""),
        )
        for event in recurring_ical_events.of(calendar).between(_WINDOW.start, _WINDOW.end)
    ]


def _read(feed: bytes, cursor: str | None = None) -> ReadResult:
    return read_calendar(feed, _WINDOW, _ZONE, "measured", cursor)


def _assert_equal(reference: _Seen, ours: ReadResult) -> None:
    mine = sorted(_of(event) for event in ours.events)
    if sorted(reference) != mine:
        raise AssertionError(f"{len(reference)} events by the reference, {len(mine)} by ours")


def _of(event: CalendarEvent) -> tuple[str, str, str, str, str]:
    return _seen(event.uid, event.start, event.end, event.summary, event.description)


def _seen(
    uid: str, start: date, end: date, summary: str, description: str
) -> tuple[str, str, str, str, str]:
    return str(uid), _instant(start), _instant(end), str(summary), str(description)


def _instant(moment: date) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat()
    return moment.isoformat()


def _bomb(rule: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:bomb", "DTSTART:20200101T000000Z", rule]
    return "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]).encode()
