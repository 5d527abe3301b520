"""What stands of ours is taken up again where nobody remembers it: a lost database, a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import ATHLETE, LATER, NOW, contents

OWN_FOLDER = ATHLETE.replace(
    '"ics_feed", address = "plan.ics"', '"local_calendar", folder = "calendar"'
)
TEMPO = event("tempo", "20260113T180000Z", "20260113T190000Z", "Tempo run 9 km")
NEAR = event("legs", "20260113T160000Z", "20260113T170000Z", "Heavy squats 5x5")
FAR = event("legs", "20260119T160000Z", "20260119T170000Z", "Heavy squats 5x5")
NEXT_DAY = event("legs", "20260112T180000Z", "20260112T190000Z", "Heavy squats 5x5")


@pytest.fixture
def workouts(counterpoint: Counterpoint, tmp_path: Path) -> Path:
    """A folder of workouts with notes in them, and no database that remembers those."""
    (tmp_path / "counterpoint.toml").write_text(f'{OWN_FOLDER}fuel = "off"\nmoves = "off"\n')
    folder = tmp_path / "calendar"
    folder.mkdir()
    put(folder, NEAR)
    put(folder, TEMPO)
    assert counterpoint("sync", *NOW).status == 0
    assert noted(folder) == {"legs", "tempo"}
    forget(tmp_path)
    return folder


def put(folder: Path, of: str) -> None:
    name = of.split("UID:")[1].split("\r\n", maxsplit=1)[0]
    (folder / f"{name}.ics").write_bytes(calendar(of).encode())


def move(folder: Path, was: str, becomes: str) -> None:
    path = folder / "legs.ics"
    text = path.read_bytes().decode()
    for each in ("DTSTART", "DTEND"):
        text = text.replace(line(was, each), line(becomes, each))
    path.write_bytes(text.encode())


def line(of: str, name: str) -> str:
    return next(each for each in of.split("\r\n") if each.startswith(name))


def forget(folder: Path) -> None:
    for each in folder.glob("counterpoint.db*"):
        each.unlink()


def noted(folder: Path) -> set[str]:
    return {
        name.removesuffix(".ics")
        for name, content in contents(folder).items()
        if b"/Counterpoint" in content and name.startswith(("legs", "tempo", "copy"))
    }


def test_notes_that_are_still_true_are_left_as_they_stand(
    counterpoint: Counterpoint, workouts: Path
) -> None:
    before = contents(workouts)
    assert "Nothing to change" in counterpoint("plan", *LATER).out
    assert counterpoint("sync", *LATER).status == 0
    assert contents(workouts) == before


def test_a_note_that_says_something_else_now_is_changed_and_told_so(
    counterpoint: Counterpoint, workouts: Path
) -> None:
    move(workouts, NEAR, NEXT_DAY)
    planned = counterpoint("plan", *LATER).out
    assert "~ 19:00     note in the workout: Tempo run 9 km" in planned
    assert "0 to add" in planned


def test_a_note_that_is_no_longer_true_goes(counterpoint: Counterpoint, workouts: Path) -> None:
    move(workouts, NEAR, FAR)
    assert counterpoint("sync", *LATER).status == 0
    assert noted(workouts) == set()


def test_a_note_that_the_athlete_changed_stays_theirs(
    counterpoint: Counterpoint, workouts: Path
) -> None:
    path = workouts / "tempo.ics"
    theirs = path.read_bytes().replace(
        "── Counterpoint ──".encode(), "── Counterpoint ── yes".encode()
    )
    path.write_bytes(theirs)
    move(workouts, NEAR, FAR)
    assert counterpoint("sync", *LATER).status == 0
    assert path.read_bytes() == theirs


def test_the_note_in_a_copy_of_a_workout_goes_where_it_is_not_true(
    counterpoint: Counterpoint, workouts: Path
) -> None:
    counterpoint("sync", *NOW)
    text = (workouts / "tempo.ics").read_bytes().decode()
    for each in ("DTSTART", "DTEND"):
        text = text.replace(line(TEMPO, each), line(FAR, each))
    (workouts / "copy.ics").write_bytes(text.replace("UID:tempo", "UID:copy").encode())
    assert noted(workouts) == {"legs", "tempo", "copy"}
    assert counterpoint("sync", *LATER).status == 0
    assert noted(workouts) == {"legs", "tempo"}
