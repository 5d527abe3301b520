"""A folder itself keeps where a workout stood that we moved, for when nobody else remembers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from connectors.calendar_event import CalendarEvent
from connectors.local_calendar import LocalCalendar
from connectors.writing import EditWorkout, Moved
from tests.local_calendar.files import YEAR, calendar_in, done, handle_of, vcalendar

TIMES = "DTSTART;TZID=Europe/Berlin:20260107T180000\nDTEND;TZID=Europe/Berlin:20260107T190000"
FILES = {
    "an hour": vcalendar(f"{TIMES}\nDESCRIPTION:a"),
    "UTC": vcalendar("DTSTART:20260107T170000Z\nDTEND:20260107T180000Z"),
    "duration": vcalendar("DTSTART:20260107T170000Z\nDURATION:PT60M\nDESCRIPTION:a"),
    "no end": vcalendar("DTSTART:20260107T170000Z"),
    "a day": vcalendar("DTSTART;VALUE=DATE:20260107"),
    "series": vcalendar(f"{TIMES}\nRRULE:FREQ=DAILY;COUNT=4\nDESCRIPTION:a"),
}


def _last(calendar: LocalCalendar) -> CalendarEvent:
    return max(calendar.read(YEAR).events, key=lambda each: each.recurrence_id or "")


def _moved(folder: Path, content: bytes) -> CalendarEvent:
    """Move the last event by two days; the event as it stood."""
    (folder / "own.ics").write_bytes(content)
    calendar = calendar_in(folder)
    event = _last(calendar)
    start, end = (each + timedelta(days=2) for each in (event.start, event.end))
    done(calendar, EditWorkout(handle_of(event), start=start, end=end))
    return event


def _told(folder: Path) -> list[Moved]:
    return list(calendar_in(folder).moved())


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_what_was_moved_is_told_with_its_former_times(tmp_path: Path, content: bytes) -> None:
    event = _moved(tmp_path, content)
    (moved,) = _told(tmp_path)
    assert (moved.start, moved.end) == (event.start, event.end)
    assert moved.event.start == event.start + timedelta(days=2)
    done(
        calendar_in(tmp_path), EditWorkout(handle_of(moved.event), start=event.start, end=event.end)
    )
    assert (tmp_path / "own.ics").read_bytes() == content
    assert _told(tmp_path) == []


@pytest.mark.parametrize("change", [(b"DTSTART", b"T18", b"T12"), (b"DTEND", b"T19", b"T21")])
def test_what_the_athlete_moved_since_is_theirs(
    tmp_path: Path, change: tuple[bytes, bytes, bytes]
) -> None:
    _moved(tmp_path, FILES["an hour"])
    file = tmp_path / "own.ics"
    name, was, becomes = change
    old = name + b";TZID=Europe/Berlin:20260109" + was
    assert old in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(old, old.replace(was, becomes)))
    assert calendar_in(tmp_path).read(YEAR).events
    assert _told(tmp_path) == []


def test_a_note_alone_is_no_move(tmp_path: Path) -> None:
    (tmp_path / "own.ics").write_bytes(FILES["an hour"])
    calendar = calendar_in(tmp_path)
    done(calendar, EditWorkout(handle_of(_last(calendar)), "a\n\n── Counterpoint ──"))
    assert _told(tmp_path) == []
