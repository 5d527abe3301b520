"""What the planner must know beside workouts and rules: now, busy time, windows, what was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from rules.fueling import BusySpan
from rules.workout import Workout

# Steps of the search in a week. One takes some 2 to 6 microseconds: what is not proved in about a
# second is left. A count, not a clock, so that the same week gives the same answer everywhere.
STEPS_A_WEEK = 400_000


@dataclass(frozen=True, slots=True)
class DaySpan:
    """A part of a day on the athlete's clock, in minutes after midnight; 1440 is its end."""

    start_min: int
    end_min: int


@dataclass(frozen=True, slots=True)
class Windows:
    """When training is possible, Monday first; None stands for the time from wake to bed.

    An empty tuple says that the day has no time for training at all.
    """

    by_weekday: tuple[tuple[DaySpan, ...] | None, ...] = (None,) * 7


@dataclass(frozen=True, slots=True)
class Declined:
    """A workout, by its id, that shall not be moved to this day again."""

    workout: str
    day: date


@dataclass(frozen=True, slots=True)
class Planning:
    """The circumstances of planning.

    `now` is aware. Nothing that starts before `frozen_h` hours from now moves, and nothing is
    moved there. Starts lie on whole steps of `slot_min` minutes after midnight. `budget` bounds
    the search in each week. `kept` are the ids of workouts that the athlete moved after a
    suggestion: they stand. `beyond` are workouts after the days in view: nothing is found of them,
    but nothing may be moved where it would clash with them.
    """

    now: datetime
    busy: tuple[BusySpan, ...] = ()
    windows: Windows = field(default_factory=Windows)
    frozen_h: float = 20
    slot_min: int = 30
    budget: int = STEPS_A_WEEK
    declined: frozenset[Declined] = frozenset()
    kept: frozenset[str] = frozenset()
    beyond: tuple[Workout, ...] = ()
