"""A series is changed after we wrote into its instances: what is ours alone follows, or goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from connectors.calendar_event import CalendarEvent
from connectors.local_calendar import LocalCalendar
from connectors.writing import ClearWorkout, EditWorkout, Outcome
from tests.local_calendar.files import YEAR, calendar_in, do, done, handle_of, vcalendar

NOTE = "\n\n── Counterpoint ──\n! too near"
SERIES = vcalendar(
    "DTSTART;TZID=Europe/Berlin:20260107T070000\nDTEND;TZID=Europe/Berlin:20260107T080000\n"
    "RRULE:FREQ=DAILY;COUNT=4\nSUMMARY:Easy run 7 km\nDESCRIPTION:my own words\nSEQUENCE:1"
)
SECOND = "20260108T060000Z"

Change = Callable[[bytes], bytes]


def _first(old: bytes, new: bytes) -> Change:
    return lambda content: content.replace(old, new, 1)


def _moved(content: bytes) -> bytes:
    start, end = b"DTSTART;TZID=Europe/Berlin:20260107T", b"DTEND;TZID=Europe/Berlin:20260107T"
    return _first(end + b"08", end + b"07")(_first(start + b"07", start + b"06")(content))


CHANGES: dict[str, Change] = {
    "moved": _moved,
    "on days": _first(
        b"DTSTART;TZID=Europe/Berlin:20260107T070000\r\nDTEND;TZID=Europe/Berlin:20260107T080000",
        b"DTSTART;VALUE=DATE:20260107",
    ),
    "longer": _first(
        b"DTEND;TZID=Europe/Berlin:20260107T08", b"DTEND;TZID=Europe/Berlin:20260107T09"
    ),
    "renamed": _first(b"7 km", b"9 km"),
    "other words": _first(b"my own words", b"others"),
    "no words": _first(b"DESCRIPTION:my own words\r\n", b""),
    "new property": _first(b"SEQUENCE:1", b"SEQUENCE:2\r\nLOCATION:Park"),
    "an instance deleted": _first(b"RRULE", b"EXDATE;TZID=Europe/Berlin:20260108T070000\r\nRRULE"),
    "ends earlier": _first(b"COUNT=4", b"COUNT=1"),
    "other days": _first(b"FREQ=DAILY", b"FREQ=WEEKLY"),
    "only touched": _first(b"SEQUENCE:1", b"SEQUENCE:2"),
    "another uid": lambda content: content.replace(b"UID:own", b"UID:second part"),
}


def _annotated(folder: Path, content: bytes = SERIES) -> LocalCalendar:
    (folder / "own.ics").write_bytes(content)
    calendar = calendar_in(folder)
    for event in calendar.read(YEAR).events[1:3]:
        done(calendar, EditWorkout(handle_of(event), event.description + NOTE))
    return calendar


def _cleared(calendar: LocalCalendar) -> None:
    for event in calendar.traces():
        now = calendar.get(handle_of(event))
        assert now is not None
        done(
            calendar,
            ClearWorkout(handle_of(now), _own(now)),
        )


def _own(event: CalendarEvent) -> str:
    return event.description.partition(NOTE.strip())[0].strip()


def _what(event: CalendarEvent) -> tuple[object, ...]:
    name = event.recurrence_id or ""
    return name, event.start, event.end, event.summary, event.location, _own(event)


@pytest.mark.parametrize("name", CHANGES)
def test_it_is_read_as_if_nobody_had_written_into_it(tmp_path: Path, name: str) -> None:
    calendar = _annotated(tmp_path)
    file = tmp_path / "own.ics"
    file.write_bytes(CHANGES[name](file.read_bytes()))
    before = file.read_bytes()
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "own.ics").write_bytes(CHANGES[name](SERIES))
    read, as_found = calendar.read(YEAR).events, calendar_in(alone).read(YEAR).events
    assert sorted(map(_what, read), key=str) == sorted(map(_what, as_found), key=str)
    assert file.read_bytes() == before, "reading writes nothing"


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_of_ours_is_left_when_it_is_cleared(tmp_path: Path, name: str) -> None:
    calendar = _annotated(tmp_path)
    file = tmp_path / "own.ics"
    file.write_bytes(CHANGES[name](file.read_bytes()))
    _cleared(calendar)
    assert file.read_bytes() == CHANGES[name](SERIES)


@pytest.mark.parametrize("name", ["longer", "renamed", "other words", "new property"])
def test_the_note_stays_where_the_instance_does(tmp_path: Path, name: str) -> None:
    calendar = _annotated(tmp_path)
    file = tmp_path / "own.ics"
    file.write_bytes(CHANGES[name](file.read_bytes()))
    noted = [each for each in calendar.read(YEAR).events if each.description.endswith(NOTE)]
    assert sorted(each.recurrence_id or "" for each in noted) == [SECOND, "20260109T060000Z"]


@pytest.mark.parametrize("name", ["moved", "renamed", "an instance deleted"])
def test_a_quiet_cycle_finds_an_event_by_which_to_tidy(tmp_path: Path, name: str) -> None:
    calendar = _annotated(tmp_path)
    file = tmp_path / "own.ics"
    file.write_bytes(CHANGES[name](file.read_bytes()))
    bare = next(e for e in calendar.read(YEAR).events if e.traced and NOTE not in e.description)
    done(calendar, ClearWorkout(handle_of(bare)))
    assert not any(e.traced and NOTE not in e.description for e in calendar.read(YEAR).events)
    read = {(each.start, each.summary) for each in calendar.read(YEAR).events}
    _, *instances = Calendar.from_ical(file.read_bytes()).events
    assert {(each.DTSTART, str(each["SUMMARY"])) for each in instances} <= read


@pytest.mark.parametrize("name", CHANGES)
def test_an_instance_that_the_athlete_changed_stays_as_it_is(tmp_path: Path, name: str) -> None:
    calendar = _annotated(tmp_path)
    file = tmp_path / "own.ics"
    head, begin, last = file.read_bytes().rpartition(b"BEGIN:VEVENT")
    file.write_bytes(CHANGES[name](head + begin + last.replace(b"7 km", b"hard 5 km")))
    theirs = [each for each in calendar.read(YEAR).events if each.summary == "Easy run hard 5 km"]
    assert [each.recurrence_id for each in theirs] == ["20260109T060000Z"]


def test_a_series_that_cannot_be_read_takes_nothing_away(tmp_path: Path) -> None:
    _annotated(tmp_path)
    file = tmp_path / "own.ics"
    content = file.read_bytes().replace(b"FREQ=DAILY;COUNT=4", b"FREQ=SOMETIMES", 1)
    file.write_bytes(content)
    names = {each.recurrence_id for each in calendar_in(tmp_path).read(YEAR).events}
    assert SECOND in names


def test_a_program_that_moves_the_instances_along_leaves_nothing_of_ours(tmp_path: Path) -> None:
    calendar = _annotated(tmp_path)
    file = tmp_path / "own.ics"
    hour = {b"T070000": b"T090000", b"T080000": b"T100000"}

    def later(content: bytes) -> bytes:
        for old, new in reversed(hour.items()):
            content = content.replace(old, new)
        return content

    file.write_bytes(later(file.read_bytes()))
    assert sum(NOTE in each.description for each in calendar.read(YEAR).events) == 2
    _cleared(calendar)
    assert file.read_bytes() == later(SERIES)


def test_a_series_that_is_only_touched_wants_no_write(tmp_path: Path) -> None:
    calendar = _annotated(tmp_path)
    file = tmp_path / "own.ics"
    file.write_bytes(CHANGES["only touched"](file.read_bytes()))
    assert not any(e.traced and NOTE not in e.description for e in calendar.read(YEAR).events)


@pytest.mark.parametrize("name", [b"DTSTAMP", b"LAST-MODIFIED"])
def test_an_instance_that_a_program_only_touched_is_ours_alone(tmp_path: Path, name: bytes) -> None:
    calendar = _annotated(tmp_path)
    file = tmp_path / "own.ics"
    head, begin, last = file.read_bytes().rpartition(b"DTSTAMP:20260101T000000Z")
    assert begin
    file.write_bytes(head + name + b":20260203T000000Z" + last)
    _cleared(calendar)
    assert file.read_bytes() == SERIES


def test_an_instance_that_we_moved_goes_when_it_is_moved_back_and_of_no_series(
    tmp_path: Path,
) -> None:
    (tmp_path / "own.ics").write_bytes(SERIES)
    calendar = calendar_in(tmp_path)
    event = calendar.read(YEAR).events[1]
    start, end = (each + timedelta(hours=3) for each in (event.start, event.end))
    done(calendar, EditWorkout(handle_of(event), start=start, end=end))
    file = tmp_path / "own.ics"
    file.write_bytes(_moved(file.read_bytes()))
    moved = next(each for each in calendar.read(YEAR).events if each.recurrence_id == SECOND)
    back = do(calendar, EditWorkout(handle_of(moved), start=event.start, end=event.end))
    assert (back.outcome, back.event) == (Outcome.DONE, None)
    assert file.read_bytes() == _moved(SERIES)
