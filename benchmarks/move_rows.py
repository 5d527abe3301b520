"""The rows about planning: two weeks of 12 and of 20 sessions, against OR-tools CP-SAT."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from benchmarks.move_reference import Model
from benchmarks.table import Row, times_faster
from benchmarks.training import MONDAY, ZONE, fortnight
from rules.athlete import Athlete
from rules.moves import Planning
from rules.moves.planned_weeks import planned_weeks
from rules.moves.search import Solution
from rules.moves.week_problem import WeekProblem
from rules.moves.week_units import Circumstances
from rules.timeline import Timeline

_ATHLETE = Athlete(ZONE)
_PLANNING = Planning(datetime.combine(MONDAY - timedelta(days=3), datetime.min.time(), ZONE))
_INSTANCES = 100
_FASTER = 50
_LIMIT_S = 60.0
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Planned:
    """One instance: what both found in its weeks, and the processor seconds of each."""

    problems: tuple[WeekProblem, ...]
    solutions: tuple[Solution, ...]
    ours_s: float


def move_rows() -> Iterator[Row]:
    """Measure the targets of planning, and print what the hard set comes to."""
    yield _row(12, 3)
    yield _row(20, 5)
    yield _row(20, 8)


def _row(sessions: int, misplaced: int) -> Row:
    """The medians of 100 seeded instances, each planned by both in turn with equal optima."""
    pairs, unproved = [], 0
    for seed in range(_INSTANCES):
        ours = planned(fortnight(sessions, misplaced, seed))
        theirs_s, open_weeks = _reference(ours)
        unproved += open_weeks
        pairs.append((theirs_s, ours.ours_s))
    theirs, mine = zip(*pairs, strict=True)
    what = f"plan {sessions} sessions in 14 days, {misplaced} misplaced: {_spread(mine, unproved)}"
    return times_faster(what, statistics.median(theirs), statistics.median(mine), _FASTER)


def _spread(seconds: Sequence[float], unproved: int) -> str:
    ordered = sorted(seconds)
    ninth = ordered[int(0.9 * len(ordered))]
    return (
        f"p90 {1000 * ninth:.0f} ms, max {1000 * ordered[-1]:.0f} ms, {unproved} weeks not proved"
    )


def planned(timeline: Timeline) -> Planned:
    """Both weeks, the second as it is after the first; workouts of which nothing is known yet."""
    fresh = Timeline.of([replace(each) for each in timeline.workouts], timeline.visible)
    gc.collect()
    begin = time.process_time()
    weeks, _ = planned_weeks((MONDAY, MONDAY + _WEEK), Circumstances(fresh, _ATHLETE, _PLANNING))
    ours_s = time.process_time() - begin
    return Planned(
        tuple(week.problem for week in weeks), tuple(week.solution for week in weeks), ours_s
    )


def _reference(ours: Planned) -> tuple[float, int]:
    """The seconds of the solver alone, and whether all was proved by us and came to the same."""
    taken, unproved = 0.0, 0
    for problem, solution in zip(ours.problems, ours.solutions, strict=True):
        model = Model(problem)
        begin = time.process_time()
        score, optimal = model.best(_LIMIT_S)
        taken += time.process_time() - begin
        unproved += not solution.proved
        if solution.proved and optimal and score != solution.score:
            raise AssertionError(f"ours {solution.score}, theirs {score}")
    return taken, unproved
