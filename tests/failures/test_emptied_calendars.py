"""A calendar that shows nothing of ours any more: a disk that is away, or all of it deleted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import ATHLETE, COLLIDING, LATER, NOW, contents, files, set_up, synced_here

AFTER = ("--now", "2026-01-11T10:00")
VANISHED = "all that Counterpoint wrote into calendar for the time to come vanished at once"
IN_THEIRS = ATHLETE.replace(
    'sources = [{ kind = "ics_feed", address = "plan.ics" }]',
    'sources = [{ kind = "local_calendar", folder = "calendar" }]',
)


def decisions(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "counterpoint.db")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM decisions").fetchone()
        return int(count)


def unmount(written: Path, *strangers: str) -> Path:
    """Another folder, empty or with a stranger's file, in the place of the calendar."""
    away = written.with_name("away")
    written.rename(away)
    written.mkdir()
    for name in strangers:
        dentist = event("s", "20260115T100000Z", "20260115T110000Z", "Dentist")
        (written / name).write_text(calendar(dentist))
    return away


def mount(away: Path, written: Path) -> None:
    for each in written.iterdir():
        each.unlink()
    written.rmdir()
    away.rename(written)


@pytest.mark.parametrize("strangers", [(), ("stray.ics",)], ids=["empty", "with a stranger"])
def test_a_calendar_that_is_away_is_asked_for_and_nothing_is_decided(
    counterpoint: Counterpoint, tmp_path: Path, strangers: tuple[str, ...]
) -> None:
    written = synced_here(counterpoint, tmp_path)
    before = contents(written)
    away = unmount(written, *strangers)
    shown = counterpoint("plan", *LATER)
    assert (shown.status, VANISHED in shown.err) == (1, True)
    for now in (LATER, AFTER):
        held = counterpoint("sync", *now)
        assert (held.status, VANISHED in held.err) == (1, True)
    assert list(contents(written)) == list(strangers)
    assert decisions(tmp_path) == 0
    waiting = counterpoint("status")
    assert waiting.status == 1
    assert waiting.out.count(VANISHED) == 1
    mount(away, written)
    back = counterpoint("sync", *AFTER)
    assert (back.status, back.err) == (0, "")
    assert contents(written) == before
    assert counterpoint("status").status == 0
    assert decisions(tmp_path) == 0


def test_a_calendar_of_the_athletes_own_workouts_that_is_away(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = set_up(tmp_path, athletes=IN_THEIRS)
    written.mkdir()
    (written / "plan.ics").unlink(missing_ok=True)
    for name, each in zip(("legs", "tempo"), COLLIDING, strict=True):
        (written / f"{name}.ics").write_text(calendar(each))
    assert counterpoint("sync", *NOW).status == 0
    before = contents(written)
    away = unmount(written)
    for _ in range(2):
        held = counterpoint("sync", *LATER)
        assert (held.status, VANISHED in held.err) == (1, True)
    mount(away, written)
    assert counterpoint("sync", *LATER).status == 0
    assert contents(written) == before
    assert decisions(tmp_path) == 0


def test_who_says_that_all_was_deleted_gets_none_of_it_again(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced_here(counterpoint, tmp_path)
    away = unmount(written)
    counterpoint("sync", *LATER)
    released = counterpoint("status", "--release", "1", *LATER)
    assert "vanished at once" in released.out
    for now in (LATER, AFTER):
        assert counterpoint("sync", *now).status == 0
    assert contents(written) == {}
    assert decisions(tmp_path) > 40
    mount(away, written)  # and all of it is restored after all
    before = files(written)
    counterpoint("sync", *AFTER)
    assert counterpoint("sync", *AFTER).status == 0
    assert files(written).keys() == before.keys()


@pytest.mark.parametrize("but", [1, 5])
def test_who_deletes_all_but_some_has_dismissed_them(
    counterpoint: Counterpoint, tmp_path: Path, but: int
) -> None:
    written = synced_here(counterpoint, tmp_path)
    to_come = sorted(written.glob("*.ics"), key=_start)
    for each in to_come[:-but]:
        each.unlink()
    outcome = counterpoint("sync", *LATER)
    assert VANISHED not in outcome.err
    assert decisions(tmp_path) > 40


def _start(file: Path) -> bytes:
    return file.read_bytes().partition(b"DTSTART")[2].partition(b":")[2][:8]


def test_all_of_a_few_may_be_deleted_unasked(counterpoint: Counterpoint, tmp_path: Path) -> None:
    written = set_up(tmp_path)
    (tmp_path / "plan.ics").write_text(calendar(COLLIDING[1]))
    assert counterpoint("sync", *NOW).status == 0
    ours = list(written.glob("*.ics"))
    assert 0 < len(ours) < 5
    for each in ours:
        each.unlink()
    outcome = counterpoint("sync", *LATER)
    assert (outcome.status, outcome.err) == (0, "")
    assert contents(written) == {}


def test_the_limits_of_the_brake_hold_here_too(counterpoint: Counterpoint, tmp_path: Path) -> None:
    written = set_up(tmp_path, "brake = { share = 0.4, at_least = 500 }\n")
    assert counterpoint("sync", *NOW).status == 0
    for each in written.glob("*.ics"):
        each.unlink()
    assert counterpoint("sync", *LATER).status == 0
    assert contents(written) == {}


def test_a_purge_while_the_question_waits_leaves_nothing(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced_here(counterpoint, tmp_path)
    unmount(written, "stray.ics")
    before = contents(written)
    counterpoint("sync", *LATER)
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert contents(written) == before
    assert "standing: nothing of ours" in counterpoint("status").out
