"""What stands fast, and what moves together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rules.checks import check_all
from rules.days import DayRange
from rules.moves import Planning, plan_moves
from rules.pause import Pause, PauseKind
from rules.timeline import Timeline
from rules.workout import Focus, RunType
from tests.checks.builders import TWO_WEEKS, assumed, at, athlete, lift, run
from tests.moves.weeks import BEFORE, LEGS, TEMPO, hours, plan, told


@pytest.mark.parametrize("stands", ["fixed", "kept", "race"])
def test_what_stands_fast_does_not_move_even_where_nobody_else_can(stands: str) -> None:
    tempo, legs = replace(TEMPO, fixed=True), replace(LEGS, fixed=stands == "fixed")
    kept = frozenset({"legs"}) if stands == "kept" else frozenset()
    if stands == "race":
        tempo = run(at(1, "07:00"), RunType.RACE, id_="tempo")
        legs = replace(LEGS, fixed=True)
    assert plan(tempo, LEGS).moves != ()
    assert plan(tempo, legs, kept=kept).moves == ()


@pytest.mark.parametrize("stands", ["fixed", "kept", "frozen", "race"])
def test_what_stands_fast_does_not_move(stands: str) -> None:
    legs = replace(LEGS, fixed=stands == "fixed")
    tempo = replace(TEMPO, fixed=stands == "frozen")
    if stands == "race":
        tempo = run(at(1, "07:00"), RunType.RACE, id_="tempo")
    given: dict[str, Any] = {}
    if stands == "kept":
        given["kept"] = frozenset({"legs"})
    if stands == "frozen":
        given["now"] = at(1, "22:30")
    movers = {move.workout.id for move in plan(tempo, legs, **given).moves}
    assert (
        movers == {"fixed": {"tempo"}, "kept": {"tempo"}, "frozen": set(), "race": {"legs"}}[stands]
    )


def test_fixed_workouts_that_overlap_are_left_alone() -> None:
    one = replace(run(at(1, "07:00"), id_="one"), fixed=True)
    two = replace(lift(at(1, "07:30"), id_="two"), fixed=True)
    found = plan(one, two, TEMPO, LEGS)
    assert {move.workout.id for move in found.moves} <= {"tempo", "legs"}
    assert found.unproved == ()


def test_an_untimed_workout_receives_a_time_of_its_day() -> None:
    easy = assumed(run(at(0, "06:30"), id_="easy"))
    legs = replace(lift(at(0, "10:00"), Focus.LOWER, heavy=True, id_="legs"), fixed=True)
    sore = replace(lift(at(0, "10:00"), Focus.FULL, heavy=None, id_="full"), fixed=True)
    assert plan(easy, sore).moves[0].start.date() == easy.day
    assert plan(easy, legs).applied_to([easy])[0].time_assumed is False


def test_a_time_on_its_own_day_is_no_move_for_a_workout_without_one() -> None:
    easy = assumed(run(at(0, "06:30"), id_="easy"))
    full = lift(at(0, "10:00"), Focus.FULL, heavy=None, id_="full")
    late_or_a_little_later = hours("13:30-14:30", "20:00-21:00", days=[0])
    [move] = plan(easy, full, windows=late_or_a_little_later).moves
    assert told([move]) == ["easy: Mon 06:30 → Mon 20:00"]


def test_workouts_of_one_event_move_together() -> None:
    first = replace(run(at(2, "07:00"), id_="a-0"), occurrence="a", event_uid="a")
    second = replace(
        lift(at(2, "08:00"), Focus.LOWER, True, id_="a-1"), occurrence="a", event_uid="a"
    )
    found = plan(replace(TEMPO, fixed=True), first, second)
    starts = {move.workout.id: move.start for move in found.moves}
    assert set(starts) == {"a-0", "a-1"}
    assert starts["a-1"] - starts["a-0"] == timedelta(hours=1)


def test_a_workout_of_a_pause_stays() -> None:
    pause = Pause(PauseKind.HOLIDAY, DayRange(LEGS.day, LEGS.day + timedelta(days=1)))
    line = Timeline.of([replace(TEMPO, fixed=True), LEGS], TWO_WEEKS, pauses=[pause])
    assert plan_moves(line, check_all(line, athlete()), athlete(), Planning(BEFORE)).moves == ()
