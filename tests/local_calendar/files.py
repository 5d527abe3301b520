"""Files as other programs write them, and a calendar over a folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent, EventDraft, Handle, OwnedMark
from connectors.local_calendar import LocalCalendar, Missing
from connectors.ports import TimeWindow
from connectors.writing import Create, Outcome, Write, WriteResult

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 1, 4, 18, 30, 15, tzinfo=UTC)
YEAR = TimeWindow(datetime(2026, 1, 1, tzinfo=BERLIN), datetime(2027, 1, 1, tzinfo=BERLIN))
START = datetime(2026, 1, 7, 8, 0, tzinfo=BERLIN)
DRAFT = EventDraft("x", START, START.replace(hour=9), "30 g protein", "Quark; berries")
MARK = OwnedMark("key", "fuel", "0f1e2d")


def vcalendar(*events: str, uid: str = "own") -> bytes:
    """A file of events given as their lines."""
    blocks = "".join(
        f"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20260101T000000Z\n{each}\nEND:VEVENT\n"
        for each in (lines.strip("\n") for lines in events)
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{blocks}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def plain(uid: str = "own", description: str = "own words") -> bytes:
    """An event of an hour."""
    times = "DTSTART:20260107T060000Z\nDTEND:20260107T070000Z"
    return vcalendar(f"{times}\nSUMMARY:8 km easy\nDESCRIPTION:{description}", uid=uid)


def calendar_in(
    folder: Path,
    missing: Missing = Missing.NEW,
    seam: Callable[[str], None] = lambda _boundary: None,
) -> LocalCalendar:
    """The calendar of a folder, at a clock that stands."""
    return LocalCalendar(folder, default_zone=BERLIN, missing=missing, now=lambda: NOW, seam=seam)


def create(event_id: str = "fuel0001", draft: EventDraft = DRAFT) -> Create:
    return Create(event_id, draft, MARK)


def do(calendar: LocalCalendar, write: Write) -> WriteResult:
    (result,) = calendar.apply([write])
    return result


def done(calendar: LocalCalendar, write: Write) -> CalendarEvent:
    result = do(calendar, write)
    assert result.outcome is Outcome.DONE, result.why
    assert result.event is not None
    return result.event


def only(calendar: LocalCalendar) -> CalendarEvent:
    (event,) = calendar.read(YEAR).events
    return event


def handle_of(event: CalendarEvent) -> Handle:
    assert event.handle is not None
    return event.handle


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())
