"""`undo` and `purge`: one cycle is taken back, or everything, and calendars are as found."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import (
    ATHLETE,
    COLLIDING,
    LATER,
    NOW,
    contents,
    files,
    is_one_sentence,
    set_up,
    synced,
)

OWN_FOLDER = ATHLETE.replace(
    '"ics_feed", address = "plan.ics"', '"local_calendar", folder = "calendar"'
)


def workouts_in(folder: Path) -> dict[str, bytes]:
    """Put workouts of the athlete into the calendar that is written; return it byte for byte."""
    set_up(folder, athletes=OWN_FOLDER)
    written = folder / "calendar"
    written.mkdir()
    for number, each in enumerate(COLLIDING):
        text = each.replace("SUMMARY", "DESCRIPTION:Mine\\, all mine\r\nX-KEPT:yes\r\nSUMMARY")
        (written / f"{number}.ics").write_bytes(calendar(text).encode())
    (written / "notes.txt").write_text("no calendar")
    return contents(written)


def test_the_last_cycle_that_wrote_is_undone_and_does_not_come_back(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced(tmp_path)
    counterpoint("sync", *LATER)
    undone = counterpoint("undo", *LATER)
    assert undone.status == 0
    assert undone.out.startswith("Cycle 1 is taken back:\n")
    assert undone.out.endswith("0 added, 0 changed, 58 deleted.\n")
    assert files(written) == {}
    taken_back = {line.replace("−", "+") for line in undone.out.splitlines() if "  −" in line}
    assert taken_back
    assert not taken_back & set(counterpoint("sync", *LATER).out.splitlines())


def test_where_nothing_was_written_nothing_is_undone(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path)
    nothing = counterpoint("undo", *LATER)
    assert (nothing.status, is_one_sentence(nothing)) == (1, True)


def test_a_cycle_is_undone_by_its_number_and_the_others_stand(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = set_up(tmp_path)
    (tmp_path / "plan.ics").write_text(calendar())
    counterpoint("sync", *NOW)
    (tmp_path / "plan.ics").write_text(calendar(*COLLIDING))
    counterpoint("sync", *NOW)
    before = set(contents(written))
    more = event("more", "20260120T160000Z", "20260120T170000Z", "Heavy squats 5x5")
    (tmp_path / "plan.ics").write_text(calendar(*COLLIDING, more))
    counterpoint("sync", *LATER)
    assert counterpoint("undo", "--cycle", "2", *LATER).status == 0
    left = set(contents(written))
    assert left
    assert not left & before
    assert counterpoint("undo", "--cycle", "77", *LATER).err == (
        "Nothing of this cycle is left to take back.\n"
    )


def test_a_purge_leaves_the_folder_byte_for_byte_as_found(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    before = workouts_in(tmp_path)
    written = tmp_path / "calendar"
    assert counterpoint("sync", *NOW).status == 0
    assert contents(written) != before
    assert "Only 1 h" in contents(written)["1.ics"].decode().replace("\r\n ", "")
    purged = counterpoint("purge", "--yes", *LATER)
    assert purged.status == 0
    assert contents(written) == before


def test_a_note_in_a_file_that_another_program_wrote_anew_is_counted_once(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    workouts_in(tmp_path)
    for file in (tmp_path / "calendar").glob("*.ics"):
        weekly = b"RRULE:FREQ=WEEKLY;COUNT=2\r\nSUMMARY"
        file.write_bytes(file.read_bytes().replace(b"SUMMARY", weekly))
    added = counterpoint("sync", *NOW).out.splitlines()[-1]
    for file in (tmp_path / "calendar").glob("*.ics"):
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n"))
    purged = counterpoint("purge", "--yes", *LATER).out.splitlines()[-1]
    assert purged == f"0 added, 0 changed, {added.split()[0]} deleted."


def test_a_series_that_was_emptied_is_left_as_the_athlete_left_it(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    workouts_in(tmp_path)
    legs = tmp_path / "calendar" / "0.ics"
    weekly = b"RRULE:FREQ=WEEKLY;COUNT=2\r\n"
    found = legs.read_bytes().replace(b"SUMMARY", weekly + b"SUMMARY")
    legs.write_bytes(found)
    counterpoint("sync", *NOW)
    assert b"RECURRENCE-ID" in legs.read_bytes()
    taken_out = weekly + b"EXDATE:20260113T160000Z\r\nEXDATE:20260120T160000Z\r\n"
    legs.write_bytes(legs.read_bytes().replace(weekly, taken_out))
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert legs.read_bytes() == found.replace(weekly, taken_out)


def test_what_the_athlete_changed_is_left_by_undo_and_taken_by_purge(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced(tmp_path)
    theirs = sorted(written.glob("*.ics"))[0]
    theirs.write_bytes(theirs.read_bytes().replace(b"SUMMARY:", b"SUMMARY:My own "))
    counterpoint("sync", *LATER)
    assert counterpoint("undo", *LATER).status == 0
    assert list(contents(written)) == [theirs.name]
    assert b"My own" in theirs.read_bytes()
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert contents(written) == {}


def test_a_purge_takes_what_a_lost_database_had_written(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    before = workouts_in(tmp_path)
    counterpoint("sync", *NOW)
    for each in tmp_path.glob("counterpoint.db*"):
        each.unlink()
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert contents(tmp_path / "calendar") == before


def test_a_purge_takes_away_everything_of_every_athlete(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    two = ATHLETE + ATHLETE.replace("Sam", "Alex").replace('"calendar"', '"alex"')
    set_up(tmp_path, athletes=two)
    counterpoint("sync", *NOW)
    purged = counterpoint("purge", "--yes", *LATER)
    assert purged.status == 0
    assert [line for line in purged.out.splitlines() if line.endswith(":")] == ["Sam:", "Alex:"]
    assert files(tmp_path / "calendar") == files(tmp_path / "alex") == {}


def test_what_is_left_in_a_calendar_that_is_no_longer_named_is_said_before_it_is_forgotten(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced(tmp_path)
    (tmp_path / "counterpoint.toml").write_text(ATHLETE.replace('"calendar"', '"another"'))
    planned = counterpoint("plan", *LATER)
    assert planned.err.startswith("58 things of ours stand in a calendar that the settings no ")
    assert is_one_sentence(planned)
    (tmp_path / "counterpoint.toml").write_text(ATHLETE)
    assert counterpoint("purge", "--yes", *LATER).err == ""
    assert files(written) == {}


@pytest.mark.parametrize("command", [("purge", "--yes"), ("undo",)])
def test_what_cannot_be_reached_is_said_and_can_be_taken_back_later(
    counterpoint: Counterpoint, tmp_path: Path, command: tuple[str, ...]
) -> None:
    written = synced(tmp_path)
    written.rename(tmp_path / "elsewhere")
    written.write_text("a file in its place")
    outcome = counterpoint(*command, *LATER)
    assert outcome.status == 3
    assert "Traceback" not in outcome.err
    assert "calendar: " in outcome.err
    written.unlink()
    (tmp_path / "elsewhere").rename(written)
    assert counterpoint(*command, *LATER).status == 0
    assert files(written) == {}


def test_a_purge_without_a_terminal_wants_a_yes(counterpoint: Counterpoint, tmp_path: Path) -> None:
    written = synced(tmp_path)
    before = files(written)
    refused = counterpoint("purge", *LATER)
    assert (refused.status, is_one_sentence(refused)) == (2, True)
    assert "confirm it with --yes" in refused.err
    assert files(written) == before


def test_a_purge_of_one_athlete_leaves_the_others(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    two = ATHLETE + ATHLETE.replace("Sam", "Alex").replace('"calendar"', '"alex"')
    set_up(tmp_path, athletes=two)
    counterpoint("sync", *NOW)
    before = files(tmp_path / "alex")
    assert counterpoint("purge", "--yes", "--name", "Sam", *LATER).status == 0
    assert files(tmp_path / "calendar") == {}
    assert files(tmp_path / "alex") == before


def on_a_terminal(folder: Path, answer: str) -> tuple[int, str]:
    """Purge as a person does who answers the question."""
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode())
    done = subprocess.run(  # noqa: S603 this very program
        [Path(sys.executable).with_name("counterpoint"), "purge", *LATER],
        stdin=theirs,
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    return done.returncode, done.stdout


def test_a_purge_on_a_terminal_says_what_it_takes_and_asks(tmp_path: Path) -> None:
    written = synced(tmp_path)
    before = files(written)
    status, told = on_a_terminal(tmp_path, "n\n")
    assert re.search(
        r"^Sam: \d+ notes, \d+ suggested moves?, \d+ fuel events in calendar$", told, re.MULTILINE
    )
    assert sum(map(int, re.findall(r"\d+(?= \D)", told.splitlines()[0]))) == len(before)
    assert "Take all of this away? [y/N]" in told
    assert status != 0
    assert files(written) == before
    assert on_a_terminal(tmp_path, "y\n")[0] == 0
    assert files(written) == {}


def test_a_feed_that_cannot_be_read_leaves_nothing_behind_in_a_purge(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced(tmp_path)
    (tmp_path / "plan.ics").unlink()
    purged = counterpoint("purge", "--yes", *LATER)
    assert (purged.status, purged.err) == (0, "")
    assert files(written) == {}
    assert counterpoint("status").status == 0


def test_a_calendar_of_ours_that_cannot_be_read_is_told_in_a_purge(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced(tmp_path)
    written.rename(tmp_path / "elsewhere")
    purged = counterpoint("purge", "--yes", *LATER)
    assert purged.status == 3
    assert "something may be left there" in purged.err
