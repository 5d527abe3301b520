"""A file that is locked, mounted or another's is told, and stops no other write."""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from connectors.calendar_event import CalendarEvent
from connectors.errors import NotWritable
from connectors.local_calendar import LocalCalendar
from connectors.writing import Delete, EditWorkout, Outcome, Write
from tests.local_calendar.files import YEAR, calendar_in, create, done, handle_of, names_in, plain

_SET_FLAGS, _IMMUTABLE = 0x40086602, 0x10  # FS_IOC_SETFLAGS, FS_IMMUTABLE_FL


def _becomes_folder(path: Path, boundary: str) -> Callable[[str], None]:
    """Put a folder in the file's place then: it gives its name up as little as a locked file."""

    def seam(at: str) -> None:
        if at == boundary and path.is_file():
            path.unlink()
            path.mkdir()

    return seam


def _by_uid(calendar: LocalCalendar) -> dict[str, CalendarEvent]:
    return {each.uid: each for each in calendar.read(YEAR).events}


def _edit(event: CalendarEvent) -> EditWorkout:
    return EditWorkout(handle_of(event), f"{event.description}\nours")


def _outcomes(calendar: LocalCalendar, *writes: Write) -> list[tuple[Outcome, str]]:
    return [(each.outcome, each.why) for each in calendar.apply(writes)]


def test_a_change_of_that_file_is_for_later_and_the_others_are_done(tmp_path: Path) -> None:
    for uid in ("one", "two"):
        (tmp_path / f"{uid}.ics").write_bytes(plain(uid))
    calendar = calendar_in(tmp_path, seam=_becomes_folder(tmp_path / "one.ics", "after-temp"))
    events = _by_uid(calendar)
    (first, why), *others = _outcomes(
        calendar, _edit(events["one"]), _edit(events["two"]), create()
    )
    assert (first, [each for each, _ in others]) == (Outcome.LATER, [Outcome.DONE, Outcome.DONE])
    assert "can be neither changed nor removed" in why
    assert "one.ics" not in why  # a name may be the athlete's text
    assert "another folder" not in why
    assert names_in(tmp_path) == ["fuel0001.ics", "one.ics", "two.ics"]


def test_what_cannot_be_removed_is_for_later_and_the_others_are_done(tmp_path: Path) -> None:
    calendar = calendar_in(tmp_path, seam=_becomes_folder(tmp_path / "item1.ics", "before-remove"))
    made = [done(calendar, create(f"item{number}")) for number in (1, 2)]
    (first, why), (second, _) = _outcomes(calendar, *(Delete(handle_of(each)) for each in made))
    assert (first, second) == (Outcome.LATER, Outcome.DONE)
    assert "can be neither changed nor removed" in why
    assert names_in(tmp_path) == ["item1.ics"]


def _locks(path: Path) -> Iterator[Path]:
    """Make a file or folder such that not even root can change it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, _SET_FLAGS, struct.pack("l", _IMMUTABLE))
        yield path
        fcntl.ioctl(handle, _SET_FLAGS, struct.pack("l", 0))
    except OSError:
        pytest.skip("this user or file system locks no files")
    finally:
        os.close(handle)


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A file that is locked, with another beside it."""
    for uid in ("one", "two"):
        (tmp_path / f"{uid}.ics").write_bytes(plain(uid))
    yield from _locks(tmp_path / "one.ics")


@pytest.fixture
def locked_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that takes no file, with an event of the athlete's and one of ours."""
    (tmp_path / "own.ics").write_bytes(plain())
    done(calendar_in(tmp_path), create())
    yield from _locks(tmp_path)


def test_a_locked_file_stays_and_the_others_are_written(locked: Path) -> None:
    calendar = calendar_in(locked.parent)
    events = _by_uid(calendar)
    outcomes = _outcomes(calendar, _edit(events["one"]), _edit(events["two"]))
    assert [each for each, _ in outcomes] == [Outcome.LATER, Outcome.DONE]
    assert locked.read_bytes() == plain("one")
    assert names_in(locked.parent) == ["one.ics", "two.ics"]


def test_a_folder_that_takes_no_file_stops_at_once(locked_folder: Path) -> None:
    calendar = calendar_in(locked_folder)
    own, ours = sorted(calendar.read(YEAR).events, key=lambda each: each.owned)
    for write in (_edit(own), Delete(handle_of(ours))):
        with pytest.raises(NotWritable):
            list(calendar.apply([write]))
