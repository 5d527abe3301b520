"""Plan weeks one after the other, each beside the others as they stand by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rules.athlete import Athlete
from rules.moves.free_time import instant_at
from rules.moves.move_plan import Move, MovePlan
from rules.moves.search import Solution, solved
from rules.moves.week_problem import WeekProblem
from rules.moves.week_units import Circumstances, week_problem
from rules.timeline import Timeline


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A week's problem, its solution, and the moves of it."""

    monday: date
    problem: WeekProblem
    solution: Solution
    moves: tuple[Move, ...]


def planned_weeks(
    mondays: Iterable[date], given: Circumstances
) -> tuple[tuple[PlannedWeek, ...], Timeline]:
    """The weeks planned one after the other, and the timeline after their moves."""
    weeks = []
    for monday in mondays:
        problem = week_problem(monday, given)
        solution = solved(problem, given.planning.budget)
        moves = tuple(_moves(problem, solution, given.athlete))
        weeks.append(PlannedWeek(monday, problem, solution, moves))
        if moves:
            timeline = with_moves(given.timeline, moves)
            given = replace(given, timeline=timeline)
    return tuple(weeks), given.timeline


def with_moves(timeline: Timeline, moves: Sequence[Move]) -> Timeline:
    """The timeline as it would be after these moves."""
    return Timeline.of(
        MovePlan(tuple(moves)).applied_to(timeline.workouts),
        timeline.visible,
        known=timeline.known,
        pauses=timeline.pauses,
    )


def _moves(problem: WeekProblem, solution: Solution, athlete: Athlete) -> Iterator[Move]:
    """The moves of a solution; of an event with several workouts each moves."""
    for unit, place in zip(problem.units, solution.places, strict=True):
        for member in unit.members if place else ():
            stand = unit.stand(member, place)
            yield Move(
                member.workout,
                instant_at(stand.start, athlete.time_zone),
                instant_at(stand.end, athlete.time_zone),
                settles=(),
                why="",
                optimal=solution.proved,
            )
