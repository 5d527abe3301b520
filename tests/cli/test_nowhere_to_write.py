"""An athlete who names no calendar to write to: nothing is written, the feeds hold it all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, calendar
from tests.cli.writing import ATHLETE, COLLIDING, LATER, NOW, contents, is_one_sentence, set_up

FOLDER = ATHLETE.replace(
    '"ics_feed", address = "plan.ics"', '"local_calendar", folder = "training"'
)


def without_target(athlete: str) -> str:
    return "\n".join(line for line in athlete.splitlines() if not line.startswith("write_to"))


@pytest.fixture
def training(tmp_path: Path) -> Path:
    """A folder of workouts that nobody said may be written in."""
    set_up(tmp_path, athletes=without_target(FOLDER))
    folder = tmp_path / "training"
    folder.mkdir()
    for number, each in enumerate(COLLIDING):
        (folder / f"{number}.ics").write_bytes(calendar(each).encode())
    return folder


@pytest.mark.parametrize("command", ["plan", "sync"])
def test_nothing_is_written_and_it_is_said_how_to_read_it_all_the_same(
    counterpoint: Counterpoint, training: Path, command: str
) -> None:
    before = contents(training)
    outcome = counterpoint(command, *NOW)
    assert (outcome.status, outcome.out) == (0, "Nothing to change.\n")
    assert is_one_sentence(outcome)
    assert "write_to names no calendar" in outcome.err
    assert "counterpoint athlete feeds" in outcome.err
    assert contents(training) == before


def test_there_is_nothing_to_take_back(counterpoint: Counterpoint, training: Path) -> None:
    counterpoint("sync", *NOW)
    assert counterpoint("undo", *LATER).status == 1
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert len(contents(training)) == len(COLLIDING)


def test_one_without_a_calendar_hinders_nobody(counterpoint: Counterpoint, tmp_path: Path) -> None:
    kim = ATHLETE.replace("Sam", "Kim").replace('"calendar"', '"kim"')
    set_up(tmp_path, athletes=without_target(ATHLETE) + kim)
    outcome = counterpoint("sync", *NOW)
    assert outcome.status == 0
    assert list((tmp_path / "kim").glob("*.ics"))
    assert outcome.err.startswith("Sam: write_to names no calendar")


def found_there() -> dict[str, bytes]:
    return {f"{number}.ics": calendar(each).encode() for number, each in enumerate(COLLIDING)}


@pytest.mark.parametrize("command", ["plan", "sync"])
def test_what_was_written_before_is_left_and_told_with_its_folder(
    counterpoint: Counterpoint, training: Path, tmp_path: Path, command: str
) -> None:
    settings = tmp_path / "counterpoint.toml"
    settings.write_text(FOLDER.replace('"calendar"', '"training"'))
    counterpoint("sync", *NOW)
    written = contents(training)
    settings.write_text(without_target(FOLDER))
    outcome = counterpoint(command, *LATER)
    assert outcome.status == 0
    standing, nowhere = outcome.err.splitlines()
    assert 'things of ours stand in the folder "training"' in standing
    assert "counterpoint purge takes them away" in standing
    assert "write_to names no calendar" in nowhere
    assert contents(training) == written
    purged = counterpoint("purge", "--yes", *LATER)
    assert (purged.status, purged.err) == (0, "")
    assert contents(training) == found_there()
    assert len(counterpoint("sync", *LATER).err.splitlines()) == 1


def test_a_purge_takes_what_it_reaches_and_tells_the_rest(
    counterpoint: Counterpoint, training: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "counterpoint.toml"
    settings.write_text(FOLDER)
    counterpoint("sync", *NOW)
    ours = contents(tmp_path / "calendar")
    assert ours
    settings.write_text(without_target(FOLDER))
    purged = counterpoint("purge", "--yes", *LATER)
    assert purged.status == 3
    assert is_one_sentence(purged)
    assert "stand in a calendar that the settings no longer name" in purged.err
    assert "name it again and run counterpoint purge" in purged.err
    assert contents(training) == found_there()
    assert contents(tmp_path / "calendar") == ours
    settings.write_text(FOLDER)
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert contents(tmp_path / "calendar") == {}
