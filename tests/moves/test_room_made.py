"""What is told of a move that settles nothing itself: who needs it, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rules.athlete import Athlete
from rules.checks import check_all
from rules.moves import Move, MovePlan
from rules.moves.judged_plan import arisen
from rules.timeline import overlap
from rules.workout import Focus, Sport, Workout
from tests.checks.builders import at, lift, other, run
from tests.moves.bad_weeks import bad_week
from tests.moves.weeks import LEGS, TEMPO, plan, timeline, told
from tests.moves.weeks import hours as windows

MAKING_ROOM = (33, 49, 391)  # weeks of which a move settles nothing itself


def needs(
    one: Workout, move: Move, made: Sequence[Move], week: Sequence[Workout], who: Athlete
) -> bool:
    """Whether the workout could not go where it goes, had the one of the move stayed."""
    others = MovePlan(tuple(each for each in made if each is not move))
    there = next(each for each in others.moves if each.workout.id == one.id)
    if overlap(there.moved, move.workout):
        return True
    alike = (one.is_run and move.workout.is_run) or (one.is_strength and move.workout.is_strength)
    if alike and there.start.date() == move.workout.day:
        return True
    staying = check_all(timeline(*others.applied_to(week)), who)
    best = check_all(timeline(*MovePlan(tuple(made)).applied_to(week)), who)
    return any(one.id in finding.workouts for finding in arisen(staying, best))


@pytest.mark.parametrize("seed", MAKING_ROOM)
def test_who_is_named_needs_it_and_nobody_needs_it_unnamed(seed: int) -> None:
    bad = bad_week(seed)
    free = windows(
        *(f"{hour}:00-{int(hour) + 2:02}:00" for hour in bad.hours.split()), days=bad.days
    )
    moves = plan(*bad.workouts, who=bad.who, windows=free).moves
    makers = [move for move in moves if not move.settles]
    assert makers
    for move in makers:
        needy = [
            each.workout
            for each in moves
            if each is not move and needs(each.workout, move, moves, bad.workouts, bad.who)
        ]
        assert list(move.makes_room_for) == needy[:2]


def test_other_moves_of_the_week_are_not_named() -> None:
    """The lift of Saturday gives way to Saturday's run, whatever the swim does on Thursday."""
    swim = other(at(3, "18:00"), Sport.SWIM, id_="swim")
    easy = replace(run(at(5, "07:00"), id_="easy"), fixed=True)
    full = lift(at(5, "09:00"), Focus.FULL, id_="full")
    weekdays, saturday = windows("18:00-19:00", days=[1, 3]), windows("12:30-13:30", days=[5])
    days = zip(weekdays.by_weekday, saturday.by_weekday, strict=True)
    free = replace(weekdays, by_weekday=tuple(one or two for one, two in days))
    moves = plan(replace(TEMPO, fixed=True), LEGS, swim, easy, full, windows=free).moves
    assert told(moves) == [
        "legs: Wed 18:00 → Thu 18:00",
        "swim: Thu 18:00 → Tue 18:00",
        "full: Sat 09:00 → Sat 12:30",
    ]
    assert [each.id for each in moves[1].makes_room_for] == ["legs"]
    assert moves[1].why == "makes room for the heavy lower-body lift"
