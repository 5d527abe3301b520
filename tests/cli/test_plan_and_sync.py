"""`plan` and `sync`: what would be written, what is, and that nothing is written twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import (
    ATHLETE,
    COLLIDING,
    EMPTY,
    LATER,
    NOW,
    contents,
    files,
    is_one_sentence,
    rows,
    set_up,
    synced,
    synced_here,
)

_IN_FOLDER = '"local_calendar", folder = "calendar"'


@pytest.mark.parametrize("command", [("plan",), ("sync", "--dry-run")])
def test_a_plan_on_an_untouched_folder_makes_nothing(
    counterpoint: Counterpoint, tmp_path: Path, command: tuple[str, ...]
) -> None:
    set_up(tmp_path)
    before = files(tmp_path)
    outcome = counterpoint(*command, *NOW)
    assert outcome.status == 0
    assert outcome.err == ""
    assert files(tmp_path) == before
    assert not (tmp_path / "calendar").exists()


def test_a_plan_changes_nothing_of_what_is_kept(counterpoint: Counterpoint, tmp_path: Path) -> None:
    written = synced(tmp_path)
    (tmp_path / "plan.ics").write_text(calendar(*COLLIDING))
    before, kept = files(written), (tmp_path / "counterpoint.db").read_bytes()
    counterpoint("plan", *LATER)
    counterpoint("sync", "--dry-run", *LATER)
    assert files(written) == before
    assert (tmp_path / "counterpoint.db").read_bytes() == kept


def test_a_plan_says_what_comes_and_why(counterpoint: Counterpoint, tmp_path: Path) -> None:
    set_up(tmp_path)
    shown = counterpoint("plan", *NOW).out
    assert "Wed 14 Jan 2026\n" in shown
    assert "  + 06:30     ✗ Interval run: right after a hard day\n" in shown
    assert "      ✗ Interval run on the day after the tempo run; an easy day helps" in shown
    assert "  + 19:30     Move here? Interval run (now Wed 06:30)\n" in shown
    assert shown.endswith("58 to add, 0 to change, 0 to delete.\n")


def test_a_plan_gathers_the_meals_of_a_day_unless_all_is_asked_for(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path)
    short, long = counterpoint("plan", *NOW).out, counterpoint("plan", "--all", *NOW).out
    assert "Fuel: 112 g protein, 372 g carbs (and 3 more)" in short
    assert "carbs after the tempo run" not in short
    assert " carbs after the tempo run\n" in long
    assert "more lines" not in long
    assert len(long.splitlines()) > len(short.splitlines())


def test_a_plan_shows_what_changes_before_and_after(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path)
    legs, tempo = COLLIDING
    (tmp_path / "plan.ics").write_text(calendar(legs, tempo))
    counterpoint("sync", *NOW)
    moved = tempo.replace("T180000Z", "T190000Z")
    (tmp_path / "plan.ics").write_text(calendar(legs, moved))
    shown = counterpoint("plan", *LATER).out
    assert "  ~ 20:00     ✗ Tempo run: too soon after heavy leg work" in shown
    assert "was at Tue 13 Jan 19:00, now at Tue 13 Jan 20:00" in shown
    assert "      − ✗ Only 1 h" in shown
    assert "      + ✗ Only 2 h" in shown


def test_a_sync_writes_what_the_plan_said_and_tells_it_shortly(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = set_up(tmp_path)
    outcome = counterpoint("sync", *NOW)
    assert outcome.status == 0
    assert len(list(written.glob("*.ics"))) == 58
    assert outcome.out.endswith("58 added, 0 changed, 0 deleted.\n")
    assert "… and 37 more until Sun 1 Feb 2026\n" in outcome.out
    assert len(outcome.out.splitlines()) < 24


def test_a_calendar_is_made_when_the_first_thing_is_written(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = set_up(tmp_path)
    (tmp_path / "plan.ics").write_text(EMPTY)
    assert counterpoint("sync", *NOW).out == "Nothing to change.\n"
    assert not written.exists()
    (tmp_path / "plan.ics").write_text(calendar(*COLLIDING))
    assert counterpoint("sync", *LATER).status == 0
    assert files(written)


def test_a_second_sync_writes_nothing_but_that_it_ran(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced_here(counterpoint, tmp_path)
    before, kept = files(written), rows(tmp_path / "counterpoint.db")
    outcome = counterpoint("sync", *LATER)
    assert (outcome.status, outcome.out) == (0, "Nothing to change.\n")
    assert files(written) == before
    assert rows(tmp_path / "counterpoint.db") == kept


def test_a_workout_in_a_calendar_of_ones_own_is_annotated_within(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path, athletes=ATHLETE.replace('"ics_feed", address = "plan.ics"', _IN_FOLDER))
    folder = tmp_path / "calendar"
    folder.mkdir()
    for number, each in enumerate(COLLIDING):
        (folder / f"{number}.ics").write_text(calendar(each))
    assert "  + 19:00     note in the workout: Tempo run 9 km\n" in counterpoint("plan", *NOW).out
    assert counterpoint("sync", *NOW).status == 0
    assert "too soon" not in contents(folder)["1.ics"].decode().replace("\r\n ", "")
    assert "Only 1 h" in contents(folder)["1.ics"].decode().replace("\r\n ", "")


def test_a_feed_that_comes_back_empty_is_held_until_it_is_released(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced(tmp_path)
    before = files(written)
    (tmp_path / "plan.ics").write_text(EMPTY)
    held = counterpoint("sync", *LATER)
    assert held.status == 1
    assert held.err.startswith("Held back: 58 changes, as plan.ics came back empty, and had 23 ")
    assert "counterpoint status --release 1" in held.err
    assert files(written) == before
    assert counterpoint("plan", *LATER).status == 1
    assert counterpoint("status").status == 1

    released = counterpoint("status", "--release", "1", *LATER)
    assert released.status == 0
    assert released.out.startswith("Released: plan.ics came back empty")
    gone = counterpoint("sync", *LATER)
    assert (gone.status, gone.err) == (0, "")
    assert gone.out.endswith("0 added, 0 changed, 58 deleted.\n")
    assert files(written) == {}


def test_a_feed_that_comes_back_whole_leaves_no_question_behind(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced(tmp_path)
    before, whole = files(written), (tmp_path / "plan.ics").read_bytes()
    (tmp_path / "plan.ics").write_text(EMPTY)
    counterpoint("sync", *LATER)
    (tmp_path / "plan.ics").write_bytes(whole)
    assert counterpoint("sync", *LATER).out == "Nothing to change.\n"
    assert counterpoint("status").status == 0
    assert files(written) == before


TWO = ATHLETE + ATHLETE.replace("Sam", "Alex").replace('"calendar"', '"alex"')


def test_several_athletes_are_told_apart_and_can_be_named(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path, athletes=TWO)
    only = counterpoint("sync", "--name", "Alex", *NOW)
    assert only.status == 0
    assert (tmp_path / "alex").is_dir()
    assert not (tmp_path / "calendar").exists()
    both = counterpoint("sync", *NOW).out.splitlines()
    assert both[0] == "Sam:"
    assert both[-2:] == ["Alex:", "Nothing to change."]
    assert counterpoint("undo", *NOW).err == (
        "There are 2 athletes here; say with --name which one is meant.\n"
    )
    nobody = counterpoint("plan", "--name", "Kim")
    assert (nobody.status, is_one_sentence(nobody)) == (2, True)


def test_titles_of_strangers_do_not_steer_the_terminal(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path)
    evil = (
        event("a", "20260113T160000Z", "20260113T170000Z", "Heavy squats 5x5 \x1b[2J"),
        event("b", "20260113T180000Z", "20260113T190000Z", "Tempo run 9 km \x1b]0;x\x07"),
    )
    (tmp_path / "plan.ics").write_text(calendar(*evil))
    assert "\x1b" not in counterpoint("plan", "--all", *NOW).out
    assert "\x1b" not in counterpoint("sync", *NOW).out


def test_a_backup_is_a_database_that_undoes(counterpoint: Counterpoint, tmp_path: Path) -> None:
    written = synced(tmp_path)
    assert counterpoint("backup", "copy.db").status == 0
    again = counterpoint("backup", "copy.db")
    assert (again.status, is_one_sentence(again)) == (2, True)
    for each in tmp_path.glob("counterpoint.db*"):
        each.unlink()
    shutil.copy(tmp_path / "copy.db", tmp_path / "counterpoint.db")
    assert counterpoint("undo", *LATER).status == 0
    assert files(written) == {}


def test_a_week_that_is_not_filled_yet_is_not_asked_for_more(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path)
    (tmp_path / "plan.ics").write_text(calendar(*COLLIDING))
    early = counterpoint("plan", "--all", "--now", "2026-01-04T08:00").out
    assert "Lifts this week: 1" not in early
    assert "100 % of this week's running time is hard" in early
    assert "Lifts this week: 1" in counterpoint("plan", "--all", "--now", "2026-01-05T08:00").out
