"""A write happens wholly or not at all, whoever kills, fills or holds what it needs."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from random import Random

import pytest

from connectors.calendar_event import CalendarEvent
from connectors.errors import NotWritable, SourceUnavailable
from connectors.local_calendar import LocalCalendar, Missing
from connectors.writing import Delete, EditWorkout, Outcome, Replace
from tests.local_calendar.files import (
    DRAFT,
    MARK,
    YEAR,
    calendar_in,
    create,
    do,
    done,
    handle_of,
    names_in,
    only,
    plain,
)

ROUNDS = 30
LEFTOVER = ".counterpoint-unfinished.tmp"
NOT_FOR_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


class Killed(BaseException):
    """What a test raises where a kill would strike."""


def _own(calendar: LocalCalendar) -> CalendarEvent:
    return next(each for each in calendar.read(YEAR).events if not each.owned)


def write_until_killed(folder: Path) -> None:
    """Annotate and restore the athlete's event, and put more and more of ours beside it."""
    calendar = calendar_in(folder)
    begun = len(names_in(folder))
    for number in count(begun):
        words = "own words\n\nours " + "x" * 8_000
        done(calendar, EditWorkout(handle_of(_own(calendar)), words))
        do(calendar, create(f"kill{number:06}"))
        done(calendar, EditWorkout(handle_of(_own(calendar)), "own words"))


def create_forty(folder: Path) -> None:
    """Print what became of forty events that another process makes at the same time."""
    writes = [create(f"item{number:04}") for number in range(40)]
    for result in calendar_in(folder).apply(writes):
        print(result.outcome.value)


def _process(function: str, folder: Path) -> subprocess.Popen[str]:
    code = (
        "import pathlib, sys; from tests.local_calendar import test_writes_are_whole as here;"
        f" here.{function}(pathlib.Path(sys.argv[1]))"
    )
    return subprocess.Popen(  # noqa: S603 (this very module)
        [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True
    )


def kill_again_and_again(folder: Path) -> None:
    """Kill a writer at random moments, and look at what each left.

    A busy machine may give it no time to write in any of the rounds: then there are more.
    """
    random = Random(8)  # noqa: S311 (moments of a test)
    for each_round in count(1):
        child = os.fork()
        if child == 0:
            try:
                write_until_killed(folder)
            finally:
                os._exit(1)
        time.sleep(random.uniform(0.005, 0.08))
        os.kill(child, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        result = calendar_in(folder).read(YEAR)
        assert result.complete, result.problems
        assert sum(not each.owned for each in result.events) == 1
        if each_round >= ROUNDS and any(each.owned for each in result.events):
            break


def test_a_process_killed_at_any_moment_leaves_whole_files(tmp_path: Path) -> None:
    (tmp_path / "own.ics").write_bytes(plain())
    # In a process of its own: one that has threads, as that of the tests may, is not to fork.
    rounds = _process("kill_again_and_again", tmp_path)
    rounds.communicate(timeout=60)
    assert rounds.returncode == 0
    calendar = calendar_in(tmp_path)
    ours = list(calendar.owned())
    assert ours  # it did write in between
    done(calendar, EditWorkout(handle_of(_own(calendar)), "own words"))
    assert (tmp_path / "own.ics").read_bytes() == plain()
    assert {do(calendar, Delete(handle_of(each))).outcome for each in ours} == {Outcome.DONE}
    assert names_in(tmp_path) == ["own.ics"]


def test_two_processes_make_each_event_once(tmp_path: Path) -> None:
    processes = [_process("create_forty", tmp_path) for _ in range(2)]
    told = [each.communicate(timeout=60)[0].split() for each in processes]
    assert [each.returncode for each in processes] == [0, 0]
    assert [sorted(pair) for pair in zip(*told, strict=True)] == [["done", "taken"]] * 40
    assert len(list(calendar_in(tmp_path).owned())) == 40


@pytest.mark.parametrize("boundary", ["before-write", "after-temp", "after-replace"])
def test_a_write_that_was_cut_short_stands_wholly_or_not_at_all(
    tmp_path: Path, boundary: str
) -> None:
    def strike(reached: str) -> None:
        if reached == boundary:
            raise Killed

    with pytest.raises(Killed):
        do(calendar_in(tmp_path, seam=strike), create())
    again = do(calendar_in(tmp_path), create())
    assert again.outcome is (Outcome.TAKEN if boundary == "after-replace" else Outcome.DONE)
    assert names_in(tmp_path) == ["fuel0001.ics"]


@pytest.mark.parametrize("boundary", ["before-remove", "after-remove"])
def test_a_deletion_that_was_cut_short_happened_or_not(tmp_path: Path, boundary: str) -> None:
    def strike(reached: str) -> None:
        if reached == boundary:
            raise Killed

    made = done(calendar_in(tmp_path), create())
    with pytest.raises(Killed):
        do(calendar_in(tmp_path, seam=strike), Delete(handle_of(made)))
    again = do(calendar_in(tmp_path), Delete(handle_of(made)))
    assert again.outcome is (Outcome.GONE if boundary == "after-remove" else Outcome.DONE)


def test_what_a_killed_process_left_is_cleared_by_the_next_write(tmp_path: Path) -> None:
    (tmp_path / LEFTOVER).write_bytes(b"BEGIN:VCALENDAR\r\nhalf")
    assert calendar_in(tmp_path).read(YEAR).events == ()
    done(calendar_in(tmp_path), create())
    assert names_in(tmp_path) == ["fuel0001.ics"]


def test_a_leftover_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    folder.mkdir()
    (tmp_path / "precious").write_text("keep")
    (folder / LEFTOVER).symlink_to(tmp_path / "precious")
    done(calendar_in(folder), create())
    assert (tmp_path / "precious").read_text() == "keep"


def test_a_foreign_change_between_look_and_write_is_not_lost_to_another_of_ours(
    tmp_path: Path,
) -> None:
    (tmp_path / "own.ics").write_bytes(plain())
    first, second = calendar_in(tmp_path), calendar_in(tmp_path)
    event = only(first)
    done(second, EditWorkout(handle_of(event), "theirs"))
    assert do(first, EditWorkout(handle_of(event), "ours")).outcome is Outcome.CONFLICT
    assert only(first).description == "theirs"


def test_a_folder_that_another_writer_holds_is_left_for_later(tmp_path: Path) -> None:
    holder = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(holder, fcntl.LOCK_EX)
        result = do(calendar_in(tmp_path), create())
    finally:
        os.close(holder)
    assert result.outcome is Outcome.LATER
    assert "tried again later" in result.why
    assert names_in(tmp_path) == []


def test_the_permissions_of_a_file_stay(tmp_path: Path) -> None:
    file = tmp_path / "own.ics"
    file.write_bytes(plain())
    file.chmod(0o640)
    done(calendar_in(tmp_path), EditWorkout(handle_of(only(calendar_in(tmp_path))), "ours"))
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_is_one_sentence_and_nothing_half_written(tmp_path: Path) -> None:
    """A limit of the size of files fails as a full disk does, in the middle of a write."""
    (tmp_path / "own.ics").write_bytes(plain())
    code = (
        "import resource, signal, sys, pathlib\n"
        "from tests.local_calendar.files import *\n"
        "from connectors.writing import EditWorkout\n"
        "from connectors.errors import NotWritable\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "calendar = calendar_in(pathlib.Path(sys.argv[1]))\n"
        "event = only(calendar)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\n"
        "try: do(calendar, EditWorkout(handle_of(event), 'x' * 5000))\n"
        "except NotWritable as error: print(error)\n"
    )
    done_ = subprocess.run(  # noqa: S603 (the code above)
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert "local calendar: it cannot be written: " in done_.stdout
    assert (tmp_path / "own.ics").read_bytes() == plain()
    assert names_in(tmp_path) == ["own.ics"]


@NOT_FOR_ROOT
def test_a_read_only_folder_is_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    folder.mkdir(mode=0o555)
    with pytest.raises(NotWritable, match="writing is not allowed there"):
        do(calendar_in(folder), create())


@NOT_FOR_ROOT
def test_a_folder_that_may_not_be_read_is_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    folder.mkdir(mode=0o000)
    with pytest.raises(SourceUnavailable, match="may not be read"):
        calendar_in(folder, Missing.GONE).read(YEAR)


@pytest.mark.parametrize("mode", [0o444, 0o666])
def test_a_folder_whose_files_may_not_be_reached_is_one_sentence(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "calendar"
    folder.mkdir()
    (folder / "own.ics").write_bytes(plain())
    calendar = calendar_in(folder)
    folder.chmod(mode)
    if os.access(folder / "own.ics", os.F_OK):
        pytest.skip("this user may look everywhere")
    for look in (lambda: calendar.read(YEAR), lambda: list(calendar.traces())):
        with pytest.raises(SourceUnavailable, match="the folder may not be read"):
            look()


def test_a_strangers_file_of_our_name_stays(tmp_path: Path) -> None:
    (tmp_path / "fuel0001.ics").write_bytes(plain())
    result = do(calendar_in(tmp_path), create())
    assert (result.outcome, result.event) == (Outcome.TAKEN, None)
    assert (tmp_path / "fuel0001.ics").read_bytes() == plain()


def test_an_unchanged_replacement_touches_no_file(tmp_path: Path) -> None:
    calendar = calendar_in(tmp_path)
    made = done(calendar, create())
    before = (tmp_path / "fuel0001.ics").stat()
    done(calendar, Replace(handle_of(made), DRAFT, MARK))
    assert (tmp_path / "fuel0001.ics").stat() == before
