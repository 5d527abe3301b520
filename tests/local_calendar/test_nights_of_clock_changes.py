"""Instances of a series at hours that the clocks leave out, or have twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from connectors.calendar_event import CalendarEvent
from connectors.ics_feed import read_calendar
from connectors.local_calendar import LocalCalendar
from connectors.writing import ClearWorkout, EditWorkout, Outcome
from tests.local_calendar.files import BERLIN, YEAR, calendar_in, do, done, handle_of, vcalendar

NOTE = "\n\n── Counterpoint ──\n! too near"
ZONE = (
    "BEGIN:VTIMEZONE\nTZID:Home\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\n"
    "TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
    "DTSTART:19700329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\nBEGIN:VEVENT"
).replace("\n", "\r\n")


def _series(day: str, hour: str, zone: str = "Europe/Berlin") -> bytes:
    times = f"DTSTART;TZID={zone}:{day}T{hour}\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=12"
    return vcalendar(f"{times}\nSUMMARY:Tempo run\nDESCRIPTION:bring gels")


def _of_own_zone(series: bytes) -> bytes:
    return series.replace(b"BEGIN:VEVENT", ZONE.encode(), 1)


# As it was made once: no other instance is called by that hour.
BESIDE = (
    (
        "BEGIN:VEVENT\nUID:own\nDTSTAMP:20260101T000000Z\n"
        "DTSTART;TZID=Europe/Berlin:20260329T033000\n"
        "RECURRENCE-ID;TZID=Europe/Berlin:20260329T033000\n"
        "DURATION:PT1H\nSUMMARY:Tempo run\n"
        "DESCRIPTION:bring gels\\n\\n── Counterpoint ──\\n! too near\n"
        "X-COUNTERPOINT-FOUND;X-NAME=DESCRIPTION;X-WROTE=fcad66d6d64b674f68:REVTQ1JJ\n"
        " UFRJT046YnJpbmcgZ2Vscw0K\nX-COUNTERPOINT-MADE:07acc867ed701afaa7\nEND:VEVENT\n"
    )
    .replace("\n", "\r\n")
    .encode()
)
SPRING, AUTUMN = "20260329T013000Z", "20261025T003000Z"
SERIES = {
    "left out": (_series("20260322", "023000"), SPRING),
    "its first minute": (_series("20260322", "020000"), "20260329T010000Z"),
    "after it": (_series("20260322", "033000"), SPRING),
    "twice": (_series("20261022", "023000"), AUTUMN),
    "left out in a zone of its own": (_of_own_zone(_series("20260322", "023000", "Home")), SPRING),
    "twice in a zone of its own": (_of_own_zone(_series("20261022", "023000", "Home")), AUTUMN),
}


def _calendar(folder: Path, content: bytes) -> LocalCalendar:
    (folder / "own.ics").write_bytes(content)
    return calendar_in(folder)


def _times(folder: Path) -> list[tuple[str, str, str]]:
    """When its instances are for every program that reads the file."""
    read = read_calendar((folder / "own.ics").read_bytes(), YEAR, BERLIN, "")
    assert not read.problems
    return sorted(
        (e.recurrence_id or "", e.start.isoformat(), e.end.isoformat()) for e in read.events
    )


def _named(calendar: LocalCalendar, name: str) -> CalendarEvent:
    return next(each for each in calendar.read(YEAR).events if each.recurrence_id == name)


@pytest.mark.parametrize(("content", "name"), SERIES.values(), ids=SERIES)
def test_a_note_changes_no_time_and_goes_without_trace(
    tmp_path: Path, content: bytes, name: str
) -> None:
    calendar = _calendar(tmp_path, content)
    before = _times(tmp_path)
    event = _named(calendar, name)
    noted = done(calendar, EditWorkout(handle_of(event), event.description + NOTE))
    assert _times(tmp_path) == before
    (traced,) = calendar.traces()
    assert traced.recurrence_id == name
    done(calendar, ClearWorkout(handle_of(noted), event.description))
    assert (tmp_path / "own.ics").read_bytes() == content


@pytest.mark.parametrize(("content", "name"), SERIES.values(), ids=SERIES)
def test_a_move_there_and_back(tmp_path: Path, content: bytes, name: str) -> None:
    calendar = _calendar(tmp_path, content)
    event = _named(calendar, name)
    start, end = (each + timedelta(days=40) for each in (event.start, event.end))
    moved = done(calendar, EditWorkout(handle_of(event), start=start, end=end))
    assert len(_times(tmp_path)) == 12
    done(calendar, EditWorkout(handle_of(moved), start=event.start, end=event.end))
    assert (tmp_path / "own.ics").read_bytes() == content


def test_an_instance_that_stands_beside_its_own_is_mended(tmp_path: Path) -> None:
    content, _ = SERIES["left out"]
    calendar = _calendar(tmp_path, content.replace(b"END:VCALENDAR", BESIDE + b"END:VCALENDAR"))
    assert len(_times(tmp_path)) == 13
    for event in calendar.traces():
        now = calendar.get(handle_of(event))
        assert now is not None
        done(calendar, ClearWorkout(handle_of(now), "bring gels"))
    assert (tmp_path / "own.ics").read_bytes() == content


def test_an_instance_that_no_name_in_its_manner_would_name_is_left_alone(tmp_path: Path) -> None:
    content = _series("20261022", "070000").replace(b"RRULE", b"RDATE:20261025T003000Z\r\nRRULE")
    calendar = _calendar(tmp_path, content)
    event = _named(calendar, AUTUMN)
    result = do(calendar, EditWorkout(handle_of(event), event.description + NOTE))
    assert (result.outcome, bool(result.why)) == (Outcome.REFUSED, True)
    assert (tmp_path / "own.ics").read_bytes() == content
