"""What else would do in place of a move; how it is said is not decided here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from rules.workout import Workout


@dataclass(frozen=True, slots=True)
class Swap:
    """The two of a day, the earlier first: each starts where the other did."""

    one: Workout
    other: Workout
    day: date

    def beside(self, workout: Workout) -> Workout:
        """The other of the two."""
        return self.other if workout.id == self.one.id else self.one


@dataclass(frozen=True, slots=True)
class MoveIt:
    """The workout goes to this time, in the athlete's zone.

    It is the one of the move that has the alternative, or another that moves instead of it.
    """

    workout: Workout
    start: datetime


Alternative = Swap | MoveIt
