"""For whom a move makes room that settles nothing: whose own move would not do without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rules.checks import check_all
from rules.moves.judged_plan import arisen
from rules.moves.move_plan import Move
from rules.moves.planned_weeks import with_moves
from rules.moves.week_units import Circumstances
from rules.timeline import Timeline, overlap
from rules.workout import Workout

_MOST = 2


def room_made(
    moves: Iterable[Move], made: Sequence[Move], after: Circumstances, before: Timeline
) -> Mapping[str, tuple[Workout, ...]]:
    """At most two workouts that need each of these moves, in the order of time, by its workout.

    `made` are all moves of the plan, `after` the circumstances once they are made. Those are named
    that could not stand where they go, or of which a rule would say something, if the workout of
    the move had stayed.
    """
    makers = tuple(moves)
    found = check_all(after.timeline, after.athlete) if makers else ()
    needing: dict[str, tuple[Workout, ...]] = {}
    for move in makers:
        others = [each for each in made if each.workout.id != move.workout.id]
        staying = check_all(with_moves(before, others), after.athlete)
        named = {id_ for finding in arisen(staying, found) for id_ in finding.workouts}
        named |= set(_in_the_way(move.workout, others))
        needy = (each.workout for each in others if each.workout.id in named)
        in_order = sorted(needy, key=lambda workout: (workout.start_utc, workout.id))
        needing[move.workout.id] = tuple(in_order[:_MOST])
    return needing


def _in_the_way(staying: Workout, others: Iterable[Move]) -> Iterator[str]:
    """The ids of those that would meet it, or be its day's second run or lift."""
    for other in others:
        same_day = other.start.date() == staying.day != other.workout.day
        if overlap(staying, other.moved) or (same_day and _alike(staying, other.workout)):
            yield other.workout.id


def _alike(one: Workout, other: Workout) -> bool:
    both_run = one.is_run and other.is_run
    return both_run or (one.is_strength and other.is_strength)
