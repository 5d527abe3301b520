"""What else would do: swaps, other days, the other workout, another content."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.checks import check_all
from rules.fueling import BusySpan
from rules.moves import MoveIt, Swap, Windows
from rules.workout import Focus, RunType, Workout
from tests.checks.builders import at, athlete, lift, run
from tests.moves.weeks import LEGS, NONE, TEMPO, counted, hours, plan, timeline


def test_the_alternative_is_proved() -> None:
    sprints = run(at(2, "07:00"), RunType.SPRINTS, 40, id_="sprints")
    upper = lift(at(2, "18:30"), Focus.UPPER, heavy=True, id_="upper")
    [move] = plan(sprints, upper).moves
    assert Swap(sprints, upper, sprints.day) in move.alternatives
    swapped = [
        replace(sprints, start=at(2, "18:30"), end=at(2, "19:10")),
        replace(upper, start=at(2, "07:00"), end=at(2, "08:00")),
    ]
    assert counted(check_all(timeline(*swapped), athlete())) == (0, 0)


def test_another_day_and_the_other_workout_are_proved_too() -> None:
    [move] = plan(TEMPO, LEGS).moves
    assert {each.workout.id for each in move.alternatives if isinstance(each, MoveIt)} == {
        "tempo",
        "legs",
    }
    for way in move.alternatives:
        assert isinstance(way, MoveIt)
        there = way.start, way.start + timedelta(hours=1)
        tried = [
            replace(each, start=there[0], end=there[1]) if each.id == way.workout.id else each
            for each in (TEMPO, LEGS)
        ]
        assert counted(check_all(timeline(*tried), athlete())) == (0, 0)


def other_days(*workouts: Workout, free: tuple[Windows, Windows]) -> list[str]:
    """Where else the one that moves could go; each day has one of both windows."""
    both = zip(free[0].by_weekday, free[1].by_weekday, strict=True)
    moves = plan(*workouts, windows=Windows(tuple(one or two for one, two in both))).moves
    assert len(moves) == 1
    return [f"{way.start:%a %H:%M}" for way in moves[0].alternatives if isinstance(way, MoveIt)]


@pytest.mark.parametrize(
    ("evening", "ways"),
    [("20:30-21:30", ["Tue 20:30"]), ("21:00-22:00", []), ("21:30-22:30", [])],
)
def test_what_ends_right_before_bed_is_not_good_besides(evening: str, ways: list[str]) -> None:
    """They go to bed at 22:30, and wind down for an hour."""
    legs = replace(lift(at(5, "18:00"), Focus.LOWER, True, id_="legs"), fixed=True)
    tempo = run(at(6, "07:00"), RunType.TEMPO, id_="tempo")
    free = hours("06:30-07:30", days=[3]), hours(evening, days=[1])
    assert other_days(legs, tempo, free=free) == ways
    late = run(at(6, "21:30"), RunType.TEMPO, id_="tempo")
    legs = replace(legs, start=at(5, "23:00"), end=at(6, "00:00"))
    assert other_days(legs, late, free=free) == [f"Tue {evening[:5]}"], "as late as they train"


@pytest.mark.parametrize(("wednesday", "ways"), [("06:30", ["Tue 19:30"]), ("06:00", [])])
def test_a_short_night_before_a_hard_session_is_not_good_besides(
    wednesday: str, ways: list[str]
) -> None:
    """Eight hours in bed and one before it: from 21:30 that is until 06:30."""
    legs = replace(lift(at(5, "18:00"), Focus.LOWER, True, id_="legs"), fixed=True)
    hard = replace(run(at(2, wednesday), RunType.INTERVALS, id_="hard"), fixed=True)
    long = run(at(6, "07:00"), RunType.LONG, 120, id_="long")
    free = hours("06:30-08:30", days=[4]), hours("19:30-21:30", days=[1])
    assert other_days(legs, hard, long, free=free) == ways


def test_an_alternative_tells_the_time_of_the_workout_itself_within_its_event() -> None:
    first = replace(run(at(2, "07:00"), id_="a-0"), occurrence="a", event_uid="a")
    second = replace(
        lift(at(2, "08:00"), Focus.LOWER, True, id_="a-1"), occurrence="a", event_uid="a"
    )
    moves = plan(replace(TEMPO, fixed=True), first, second).moves
    elsewhere = {
        each.workout.id: each.start
        for m in moves
        for each in m.alternatives
        if isinstance(each, MoveIt)
    }
    assert elsewhere["a-1"] - elsewhere["a-0"] == timedelta(hours=1)


def test_where_no_move_helps_the_lift_becomes_upper_body() -> None:
    found = plan(replace(TEMPO, fixed=True), LEGS, windows=NONE)
    [advice] = found.advice
    assert advice.sentence == "No move helps; make the heavy lower-body lift Wed 7 Jan upper-body."


def test_nobody_is_told_to_swap_into_a_meeting() -> None:
    sprints = run(at(2, "07:00"), RunType.SPRINTS, 40, id_="sprints")
    upper = lift(at(2, "18:30"), Focus.UPPER, heavy=True, id_="upper")
    meeting = BusySpan(at(2, "07:45"), at(2, "08:15"))
    [move] = plan(sprints, upper, busy=(meeting,)).moves
    assert not any(isinstance(way, Swap) for way in move.alternatives)


def test_content_is_advised_for_the_day_on_which_the_session_stands() -> None:
    first = replace(run(at(2, "07:00"), id_="a-0"), occurrence="a", event_uid="a")
    second = replace(
        lift(at(2, "12:30"), Focus.LOWER, True, id_="a-1"), occurrence="a", event_uid="a"
    )
    found = plan(replace(TEMPO, fixed=True), first, second)
    assert {move.workout.id for move in found.moves} == {"a-0", "a-1"}
    assert found.advice
    assert all("Wed 7 Jan" in advice.sentence for advice in found.advice)
