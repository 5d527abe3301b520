"""What holds after an undo: nothing is done again at once, and nothing false stays for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, Outcome, calendar, event
from tests.cli.test_take_back import OWN_FOLDER
from tests.cli.writing import contents, set_up

INTERVALS = event("i", "20260113T053000Z", "20260113T063500Z", "Run: 6 x 800 m intervals")
HEAVY = event("h", "20260115T153000Z", "20260115T164000Z", "Strength: Heavy lower body")
TEMPO = event("t", "20260115T170000Z", "20260115T175500Z", "Tempo Run 10 km")
HILLS = event("hills", "20260116T053000Z", "20260116T063000Z", "Run: Hill repeats 10x60s")
LONG = event("long", "20260118T080000Z", "20260118T101500Z", "Long run 24 km")
SQUATS = event("squats", "20260119T180000Z", "20260119T190000Z", "Leg day: back squat 5x5")


@pytest.fixture
def week(counterpoint: Counterpoint, tmp_path: Path) -> Path:
    """A week with two suggested moves, written into the athlete's own calendar."""
    set_up(tmp_path, "brake = { share = 1 }\n", athletes=OWN_FOLDER.replace("= 62", "= 70"))
    written = tmp_path / "calendar"
    written.mkdir()
    for number, each in enumerate((INTERVALS, HEAVY, TEMPO, HILLS, LONG, SQUATS)):
        (written / f"{number}.ics").write_bytes(calendar(each).encode())
    assert at(counterpoint, "sync", 8).status == 0
    return written


def at(counterpoint: Counterpoint, command: str, hour: int) -> Outcome:
    return counterpoint(command, "--now", f"2026-01-12T{hour:02}:00")


def move_the_lift(written: Path) -> None:
    """Accept the suggested move by moving the workout to it."""
    told = next(each for each in contents(written).values() if b"Move here? Heavy" in each)
    lines = told.decode().splitlines()
    start, end = (
        next(line for line in lines if line.startswith(f"{name};TZID=Europe/Berlin:2026"))
        for name in ("DTSTART", "DTEND")
    )
    text = (written / "1.ics").read_text()
    text = text.replace("DTSTART:20260115T153000Z", start)
    (written / "1.ics").write_text(text.replace("DTEND:20260115T164000Z", end))


def said(content: bytes) -> list[bytes]:
    """What a file says, whenever and however often it was written."""
    stamps = (b"DTSTAMP", b"LAST-MODIFIED", b"SEQUENCE")
    return sorted(line for line in content.splitlines() if not line.startswith(stamps))


def suggestions(written: Path) -> list[str]:
    found = contents(written).items()
    return sorted(name for name, each in found if b"Move here? Heavy" in each)


def test_what_an_accepted_move_made_false_is_mended_after_an_undo(
    counterpoint: Counterpoint, week: Path
) -> None:
    assert len(suggestions(week)) == 1
    move_the_lift(week)
    assert at(counterpoint, "sync", 9).status == 0
    after = contents(week)
    assert suggestions(week) == []
    assert at(counterpoint, "undo", 10).status == 0
    assert len(suggestions(week)) == 1
    at(counterpoint, "sync", 11)
    assert suggestions(week) == []
    assert set(contents(week)) <= set(after)  # what the cycle had created stays away
    ours = {name: each for name, each in contents(week).items() if b"COUNTERPOINT-KEY" in each}
    assert ours
    for name, each in ours.items():
        assert said(each) == said(after[name])
    assert at(counterpoint, "sync", 12).out == "Nothing to change.\n"


def test_what_came_back_stays_until_the_week_is_another(
    counterpoint: Counterpoint, week: Path
) -> None:
    before = contents(week)
    (week / "1.ics").unlink()
    assert at(counterpoint, "sync", 9).status == 0
    assert contents(week) != before
    assert at(counterpoint, "undo", 10).status == 0
    back = suggestions(week)
    assert at(counterpoint, "sync", 11).out == "Nothing to change.\n"
    assert suggestions(week) == back
    heavy = [each for each in contents(week).values() if b"Move here? Heavy" in each]
    assert heavy
    (week / "4.ics").unlink()
    at(counterpoint, "sync", 12)
    assert not [each for each in contents(week).values() if b"Move here? Heavy" in each]


def test_undoing_the_later_cycle_does_not_bring_back_what_the_earlier_one_had_made(
    counterpoint: Counterpoint, week: Path
) -> None:
    (week / "4.ics").unlink()  # the long run, with meals round it
    assert at(counterpoint, "sync", 9).status == 0
    for number in ("1", "2"):
        outcome = counterpoint("undo", "--cycle", number, "--now", "2026-01-12T10:00")
        assert outcome.status == 0, outcome
    assert not [each for each in contents(week).values() if b"COUNTERPOINT-KEY" in each]


def test_words_that_came_back_and_are_no_longer_true_are_mended(
    counterpoint: Counterpoint, week: Path
) -> None:
    heavy = (week / "1.ics").read_bytes()
    (week / "1.ics").write_bytes(calendar(HEAVY).encode())
    assert heavy != calendar(HEAVY).encode()
    assert at(counterpoint, "sync", 9).status == 0
    move_the_lift(week)
    assert at(counterpoint, "sync", 10).status == 0
    after = workouts(week)
    assert counterpoint("undo", "--cycle", "2", "--now", "2026-01-12T11:00").status == 0
    assert workouts(week) != after
    at(counterpoint, "sync", 12)
    assert workouts(week) == after


def workouts(folder: Path) -> dict[str, list[bytes]]:
    return {n: said(each) for n, each in contents(folder).items() if n[0].isdigit() and n[1] == "."}
