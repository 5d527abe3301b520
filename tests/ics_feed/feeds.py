"""Feeds written by hand for one test each, and readings of them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent
from connectors.ics_feed import read_calendar
from connectors.ports import ReadResult, TimeWindow

BERLIN = ZoneInfo("Europe/Berlin")
MARCH = TimeWindow(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
LABEL = "feed at club.example"


def event(uid: str, *lines: str, start: str = "DTSTART:20260310T070000Z") -> str:
    """Return a VEVENT; `lines` may replace the start by naming their own DTSTART."""
    own_start = any(line.startswith("DTSTART") for line in lines)
    rows = ["BEGIN:VEVENT", f"UID:{uid}", *([] if own_start else [start]), *lines, "END:VEVENT"]
    return "\r\n".join(rows)


def calendar(*events: str, head: str = "PRODID:-//hand//EN") -> bytes:
    """Return a feed of the events."""
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", head, *events, "END:VCALENDAR", ""]
    ).encode()


def read(body: bytes, cursor: str | None = None, window: TimeWindow = MARCH) -> ReadResult:
    """Read a feed for an athlete in Berlin."""
    return read_calendar(body, window, BERLIN, LABEL, cursor)


def titles(result: ReadResult) -> list[str]:
    """The titles of what was read, in order of their start."""
    return sorted(each.summary for each in result.events)


def only(body: bytes) -> CalendarEvent:
    """The one event of a feed."""
    result = read(body)
    assert len(result.events) == 1, result
    return result.events[0]


def names(body: bytes) -> list[str | None]:
    """The recurrence ids of all events of a feed."""
    return sorted((each.recurrence_id for each in read(body).events), key=str)


def at(hour: int, day: int = 10, minute: int = 0) -> datetime:
    """An instant of March 2026."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)
