"""Workouts that we moved, and a database that is lost: the folder knows where they stood."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, calendar
from tests.cli.writing import ATHLETE, COLLIDING, LATER, NOW, contents, set_up

OWN_FOLDER = ATHLETE.replace(
    '"ics_feed", address = "plan.ics"', '"local_calendar", folder = "calendar"'
)
OVER = ("--now", "2026-01-20T08:00")


@pytest.fixture
def moved(counterpoint: Counterpoint, tmp_path: Path) -> Path:
    """A folder in which a workout was moved, and no database that remembers it."""
    folder = set_up(tmp_path, athletes=f'{OWN_FOLDER}moves = "auto"\nfuel = "off"\n')
    folder.mkdir()
    for name, content in as_found().items():
        (folder / name).write_bytes(content)
    assert counterpoint("sync", *NOW).status == 0
    assert b":20260113T160000Z" not in (folder / "0.ics").read_bytes()
    for each in tmp_path.glob("counterpoint.db*"):
        each.unlink()
    return folder


def as_found() -> dict[str, bytes]:
    return {f"{n}.ics": calendar(each).encode() for n, each in enumerate(COLLIDING)}


def test_a_purge_puts_them_back(counterpoint: Counterpoint, moved: Path) -> None:
    purged = counterpoint("purge", "--yes", *LATER)
    assert purged.status == 0
    assert "Heavy squats 5x5: moved back from" in purged.out
    assert contents(moved) == as_found()


def test_cycles_in_between_change_nothing_about_that(
    counterpoint: Counterpoint, moved: Path
) -> None:
    settings = moved.parent / "counterpoint.toml"
    settings.write_text(settings.read_text().replace('"auto"', '"off"'))
    (moved / "1.ics").unlink()
    for _ in range(3):
        assert counterpoint("sync", *LATER).status == 0
    assert "── Counterpoint".encode() not in (moved / "0.ics").read_bytes()
    counterpoint("purge", "--yes", *LATER)
    assert contents(moved) == {"0.ics": as_found()["0.ics"]}


def test_one_that_is_over_stays_where_it_was_done(counterpoint: Counterpoint, moved: Path) -> None:
    start = line(moved, "DTSTART")
    assert counterpoint("purge", "--yes", *OVER).status == 0
    assert line(moved, "DTSTART") == start
    assert not any(b"OUNTERPOINT" in each for each in contents(moved).values())


def test_one_that_the_athlete_moved_on_stays_where_they_put_it(
    counterpoint: Counterpoint, moved: Path
) -> None:
    legs = moved / "0.ics"
    theirs = legs.read_bytes().replace(line(moved, "DTSTART"), b"DTSTART:20260116T050000Z")
    legs.write_bytes(theirs.replace(line(moved, "DTEND"), b"DTEND:20260116T060000Z"))
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert line(moved, "DTSTART") == b"DTSTART:20260116T050000Z"
    assert b"OUNTERPOINT" not in legs.read_bytes()


def line(folder: Path, name: str) -> bytes:
    lines = (folder / "0.ics").read_bytes().splitlines()
    return next(each for each in lines if each.startswith(name.encode()))
