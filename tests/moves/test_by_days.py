"""The search by days: the same optimum, and weeks that are proved only by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from rules.athlete import Priority
from rules.moves import Planning
from rules.moves.search import solve
from rules.moves.search.by_days import search_by_days
from rules.moves.search.progress import Progress
from rules.moves.week_problem import WeekProblem
from rules.moves.week_units import Circumstances, week_problem
from rules.workout import Focus, RunType, Workout
from tests.checks.builders import MONDAY, at, athlete, lift, run
from tests.moves.weeks import BEFORE, timeline

_RUNS = (RunType.EASY, RunType.EASY, RunType.INTERVALS, RunType.TEMPO, RunType.LONG, RunType.HILLS)
_LIFTS = ((Focus.LOWER, True), (Focus.UPPER, True), (Focus.FULL, None), (Focus.FULL, True))


def dense_week(sessions: int, seed: int) -> WeekProblem:
    """A week of sessions anywhere, with free time from wake to bed."""
    random = Random(seed)  # noqa: S311 the same weeks each time
    workouts = list(_anywhere(sessions, random))
    given = Circumstances(timeline(*workouts), athlete(Priority.BALANCED), Planning(BEFORE))
    return week_problem(MONDAY, given)


def _anywhere(sessions: int, random: Random) -> Iterator[Workout]:
    for number in range(sessions):
        when = at(random.randrange(7), f"{random.choice((6, 7, 9, 12, 16, 18)):02d}:00")
        length_min = random.choice((40, 60, 90))
        plain = run(when, random.choice(_RUNS), length_min)
        if random.random() < 0.45:
            focus, heavy = random.choice(_LIFTS)
            plain = lift(when, focus, heavy, length_min)
        yield replace(plain, id=f"{number:02d}", event_uid=f"{number:02d}")


def best_by_days(problem: WeekProblem) -> Progress:
    nobody = (0,) * len(problem.units)
    progress = Progress(problem.score(nobody), nobody, allowance=5_000_000)
    search_by_days(problem, progress)
    return progress


@pytest.mark.parametrize("sessions", [3, 4, 5, 6])
def test_both_searches_find_the_same(sessions: int) -> None:
    proved = 0
    for seed in range(8):
        found = solve(dense_week(sessions, seed), 400_000)
        proved += found.proved
        if found.proved:
            assert best_by_days(dense_week(sessions, seed)).best == found.score
    assert proved
