"""What a cycle makes of moves: those that the athlete made, those of our own, and undone ones."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import ATHLETE, COLLIDING, LATER, NOW, files, set_up, synced

OWN_FOLDER = ATHLETE.replace(
    '"ics_feed", address = "plan.ics"', '"local_calendar", folder = "calendar"'
)


def workouts_in(folder: Path, athlete: str) -> Path:
    written = set_up(folder, athletes=athlete)
    written.mkdir()
    for number, each in enumerate(COLLIDING):
        (written / f"{number}.ics").write_text(calendar(each))
    return written


def test_a_suggestion_that_is_accepted_by_moving_one_workout_is_not_held(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    legs = workouts_in(tmp_path, OWN_FOLDER) / "0.ics"
    assert "+ 17:00     Move here? Heavy lower-body" in counterpoint("sync", *NOW).out
    legs.write_text(legs.read_text().replace("20260113T1", "20260112T1"))
    assert counterpoint("sync", *LATER).status == 0


def test_what_a_move_of_our_own_brings_about_is_not_held(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    workouts_in(tmp_path, f'{OWN_FOLDER}moves = "auto"\n')
    outcome = counterpoint("sync", *NOW)
    assert (outcome.status, outcome.err) == (0, "")
    assert "~ 17:00     Heavy squats 5x5: moved from Tue 13 Jan 17:00" in outcome.out


def test_a_plan_shows_what_follows_from_a_move_of_our_own(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = workouts_in(tmp_path, f'{OWN_FOLDER}moves = "auto"\n')
    before = files(written)
    planned = counterpoint("plan", "--all", *NOW).out
    assert files(written) == before
    told = counterpoint("sync", *NOW).out
    shown = {line for line in planned.splitlines() if line[:4] in {"  + ", "  ~ ", "  − "}}
    done = {line for line in told.splitlines() if line[:4] in {"  + ", "  ~ ", "  − "}}
    single = {line for line in done if not line.endswith(" more)")}
    assert len(shown) > 1
    assert single <= shown
    assert planned.splitlines()[-1].split()[0::3] == told.splitlines()[-1].split()[0::2]
    assert counterpoint("plan", *LATER).out == "Nothing to change.\n"


def test_a_workout_that_is_moved_back_is_named(counterpoint: Counterpoint, tmp_path: Path) -> None:
    workouts_in(tmp_path, f'{OWN_FOLDER}moves = "auto"\n')
    counterpoint("sync", *NOW)
    undone = counterpoint("undo", *LATER).out
    assert "~ 17:00     Heavy squats 5x5: moved back from " in undone
    assert "−" not in next(line for line in undone.splitlines() if "moved back" in line)


def test_a_workout_that_we_moved_says_from_where_and_nothing_is_advised_for_it(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    legs = workouts_in(tmp_path, f'{OWN_FOLDER}moves = "auto"\nfuel = "off"\n') / "0.ics"
    counterpoint("sync", *NOW)
    moved = note_in(legs)
    assert moved[-1] == "· Moved here from Tue 13 Jan 17:00; move it elsewhere, and it stays."
    assert not any(line.startswith("→") for line in moved)
    counterpoint("undo", *LATER)
    assert note_in(legs) == []


def test_of_what_we_moved_no_other_day_is_advised(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """The run goes to the morning; that it could have a day of its own is weighed already."""
    athlete = f'{OWN_FOLDER}moves = "auto"\nfuel = "off"\n'
    written = set_up(tmp_path, athletes=athlete)
    written.mkdir()
    legs = event("legs", "20260113T173000Z", "20260113T184500Z", "Heavy squats 5x5")
    easy = event("easy", "20260113T160000Z", "20260113T164000Z", "Easy run 6 km")
    for number, each in enumerate((legs, easy)):
        (written / f"{number}.ics").write_text(calendar(each))
    counterpoint("sync", *NOW)
    [moved] = note_in(written / "1.ics")
    assert moved.startswith("· Moved here from Tue 13 Jan 17:00;")
    assert note_in(written / "0.ics") == []
    out = counterpoint("check", "--athlete", "counterpoint.toml", "--from", "2026-01-12").out
    assert "separate-days" in out
    assert counterpoint("plan", *LATER).out == "Nothing to change.\n"


def test_the_line_about_a_move_stays_out_once_it_was_taken_out(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    legs = workouts_in(tmp_path, f'{OWN_FOLDER}moves = "auto"\nfuel = "off"\n') / "0.ics"
    counterpoint("sync", *NOW)
    head, tail = legs.read_text().split("DESCRIPTION:")
    rest = tail.replace("\n ", "").split("\n", 1)[1]
    legs.write_text(f"{head}{rest}")
    assert counterpoint("sync", *LATER).status == 0
    assert note_in(legs) == []


def test_a_move_that_the_athlete_made_is_not_told_as_ours(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    legs = workouts_in(tmp_path, OWN_FOLDER) / "0.ics"
    counterpoint("sync", *NOW)
    legs.write_text(legs.read_text().replace("20260113T1", "20260112T1"))
    counterpoint("sync", *LATER)
    assert not any("Moved here" in line for line in note_in(legs))


def note_in(workout: Path) -> list[str]:
    """The lines of ours in the workout."""
    told = workout.read_text().replace("\n ", "").replace("\\,", ",").replace("\\;", ";")
    return (
        told.partition("── Counterpoint ──\\n")[2].partition("\\n── /")[0].split("\\n")
        if ("── Counterpoint ──" in told)
        else []
    )


def test_status_says_why_a_cycle_was_done_in_part(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    synced(tmp_path)
    (tmp_path / "plan.ics").unlink()
    counterpoint("sync", *LATER)
    assert "plan.ics" in counterpoint("status").out


def test_after_undo_no_other_move_is_suggested_in_its_stead(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path)
    (tmp_path / "plan.ics").write_text(calendar(*COLLIDING))
    counterpoint("sync", *NOW)
    counterpoint("undo", *LATER)
    assert counterpoint("sync", *LATER).out == "Nothing to change.\n"
