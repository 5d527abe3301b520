"""Notes in events that are not read any more, or not as events of their own, are found and go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.local_calendar import LocalCalendar
from connectors.writing import ClearWorkout, EditWorkout, Outcome
from tests.local_calendar.files import (
    YEAR,
    calendar_in,
    create,
    do,
    done,
    handle_of,
    plain,
    vcalendar,
)

NOTE = "\n\n── Counterpoint ──\n! too near"
TIMES = "DTSTART;TZID=Europe/Berlin:20260107T070000\nDTEND;TZID=Europe/Berlin:20260107T080000"
SERIES = vcalendar(f"{TIMES}\nRRULE:FREQ=DAILY;COUNT=4\nSUMMARY:Easy run\nDESCRIPTION:own words")

Change = Callable[[bytes], bytes]


def _first(old: bytes, new: bytes) -> Change:
    return lambda content: content.replace(old, new, 1)


# What makes an event unreadable, or leaves unclear which one is meant.
CHANGES: dict[str, Change] = {
    "start past its end": _first(b"DTSTART:20260107T06", b"DTSTART:20260107T09"),
    "no such day": _first(b"DTSTART:20260107", b"DTSTART:20260230"),
    "no start": _first(b"DTSTART:20260107T060000Z\r\n", b""),
    "no such rule": _first(b"DTEND", b"RRULE:FREQ=SOMETIMES\r\nDTEND"),
    "no time of an instance": _first(b"DTEND", b"RECURRENCE-ID:soon\r\nDTEND"),
    "two events": lambda content: content.replace(
        b"END:VCALENDAR", plain("other").split(b"EN\r\n", 1)[1]
    ),
    "no uid": _first(b"UID:own\r\n", b""),
}


def _noted(folder: Path, content: bytes, which: int = 0) -> LocalCalendar:
    (folder / "own.ics").write_bytes(content)
    calendar = calendar_in(folder)
    event = calendar.read(YEAR).events[which]
    done(calendar, EditWorkout(handle_of(event), event.description + NOTE))
    return calendar


def _clear(calendar: LocalCalendar) -> None:
    for event in tuple(calendar.traces()):
        now = calendar.get(handle_of(event))
        assert now is not None
        own = now.description.replace(NOTE, "")
        result = do(calendar, ClearWorkout(handle_of(now), own))
        assert result.outcome is Outcome.DONE


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_note_goes_from_an_event_that_became_unreadable(tmp_path: Path, change: Change) -> None:
    calendar = _noted(tmp_path, plain())
    file = tmp_path / "own.ics"
    file.write_bytes(change(file.read_bytes()))
    _clear(calendar)
    assert file.read_bytes() == change(plain())
    assert not list(calendar.traces())


@pytest.mark.parametrize(
    "change",
    [_first(b"20260107T070000", b"20260107T090000"), _first(b"COUNT=4", b"COUNT=many")],
    ids=["start past its end", "no such rule"],
)
@pytest.mark.parametrize("which", [0, 1])
def test_an_instance_that_we_made_goes_with_its_note(
    tmp_path: Path, change: Change, which: int
) -> None:
    calendar = _noted(tmp_path, SERIES, which)
    noted = calendar.read(YEAR).events[which + 1]
    done(calendar, EditWorkout(handle_of(noted), noted.description + NOTE))
    file = tmp_path / "own.ics"
    file.write_bytes(change(file.read_bytes()))
    _clear(calendar)
    assert file.read_bytes() == change(SERIES)


def _instance(name: str, words: str) -> str:
    return f"RECURRENCE-ID{name}\n{TIMES.replace('0107', '0108')}\nDESCRIPTION:{words}"


def test_a_file_with_an_instance_twice_is_only_read(tmp_path: Path) -> None:
    one = _instance(";TZID=Europe/Berlin:20260108T070000", "one")
    other = _instance(":20260108T060000Z", "other")
    content = vcalendar(f"{TIMES}\nRRULE:FREQ=DAILY;COUNT=3\nDESCRIPTION:own words", one, other)
    (tmp_path / "own.ics").write_bytes(content)
    calendar = calendar_in(tmp_path)
    events = calendar.read(YEAR).events
    assert len(events) == 3
    assert {each.handle for each in events} == {None}
    assert not list(calendar.traces())


@pytest.mark.parametrize("doubled", [0, 1])
def test_a_note_in_one_of_two_events_for_an_instance_goes(tmp_path: Path, doubled: int) -> None:
    one = _instance(";TZID=Europe/Berlin:20260108T070000", "one")
    series = f"{TIMES}\nRRULE:FREQ=DAILY;COUNT=3\nDESCRIPTION:own words"
    calendar = _noted(tmp_path, vcalendar(series, one), which=2)
    file = tmp_path / "own.ics"
    other = vcalendar(_instance(":20260108T060000Z", "other")).split(b"EN\r\n", 1)[1]

    def with_other(content: bytes) -> bytes:
        head, begin, rest = content.rpartition(b"BEGIN:VEVENT")
        if doubled:
            return content.replace(b"END:VCALENDAR\r\n", other)
        return head + other.removesuffix(b"END:VCALENDAR\r\n") + begin + rest

    file.write_bytes(with_other(file.read_bytes()))
    assert {each.handle for each in calendar.read(YEAR).events} == {None}
    _clear(calendar)
    assert file.read_bytes() == with_other(vcalendar(series, one))


def test_what_changed_meanwhile_is_not_cleared(tmp_path: Path) -> None:
    calendar = _noted(tmp_path, plain())
    file, change = tmp_path / "own.ics", CHANGES["no such day"]
    file.write_bytes(change(file.read_bytes()))
    (event,) = calendar.traces()
    file.write_bytes(file.read_bytes().replace(b"own words", b"new words"))
    assert do(calendar, ClearWorkout(handle_of(event), "")).outcome is Outcome.CONFLICT
    file.write_bytes(change(plain()))
    assert do(calendar, ClearWorkout(handle_of(event), "")).outcome is Outcome.GONE
    assert calendar.get(handle_of(event)) is None
    assert file.read_bytes() == change(plain())


def test_an_unreadable_event_of_ours_is_no_trace(tmp_path: Path) -> None:
    calendar = calendar_in(tmp_path)
    done(calendar, create())
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes().replace(b"DTSTART", b"X-START"))
    assert not list(calendar.traces())
