"""Which of two workouts a remedy may ask to move."""

from __future__ import annotations

from rules.workout import Workout


def only_movable(one: Workout, other: Workout) -> Workout | None:
    """The one of two that may move where the other stands; None where both may, or neither."""
    if one.stands is other.stands:
        return None
    return other if one.stands else one
