"""What the planner answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from rules.finding import Finding
from rules.moves.alternative import Alternative
from rules.workout import Workout


@dataclass(frozen=True, slots=True)
class Move:
    """A workout's old and new time, in the athlete's zone, and the findings it settles or eases.

    `settles` is empty where the workout only makes room for others: for those in
    `makes_room_for`, at most two, whose own moves would not do without it; `why` says so.
    `alternatives` are proved by the rules, the others made as suggested. `optimal` is False where
    a smaller or better change of the week could not be ruled out within the budget.
    """

    workout: Workout
    start: datetime
    end: datetime
    settles: tuple[Finding, ...]
    why: str
    alternatives: tuple[Alternative, ...] = ()
    optimal: bool = True
    makes_room_for: tuple[Workout, ...] = ()

    @property
    def moved(self) -> Workout:
        """The workout as it would stand."""
        return standing_at(self.workout, self.start, self.end)


def standing_at(workout: Workout, start: datetime, end: datetime) -> Workout:
    """The workout at a time that is told: one without a time of day has received one."""
    return replace(
        workout,
        start=start,
        end=end,
        all_day=False,
        time_assumed=False,
        end_assumed=workout.end_assumed and not workout.time_assumed,
    )


@dataclass(frozen=True, slots=True)
class ContentAdvice:
    """The smallest change of content that settles a finding which no move does."""

    finding: Finding
    sentence: str


@dataclass(frozen=True, slots=True)
class MovePlan:
    """Moves in the order of time and, where none helps, what to change within the sessions.

    `unproved` are the Mondays of weeks whose best plan was not proved within the budget: there may
    be a better one, even where nothing moves.
    """

    moves: tuple[Move, ...] = ()
    advice: tuple[ContentAdvice, ...] = ()
    unproved: tuple[date, ...] = ()

    def applied_to(self, workouts: Iterable[Workout]) -> tuple[Workout, ...]:
        """The workouts as they would stand after all moves."""
        moved = {move.workout.id: move.moved for move in self.moves}
        return tuple(moved.get(workout.id, workout) for workout in workouts)
