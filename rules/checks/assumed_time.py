"""What an assumed time of day may weigh."""

from __future__ import annotations

from rules.finding import Severity
from rules.workout import Workout


def softened(severity: Severity, *workouts: Workout) -> Severity:
    """The severity of a finding about hours: at most a caution where a time is only assumed."""
    assumed = any(workout.time_assumed for workout in workouts)
    return severity.at_most(Severity.CAUTION) if assumed else severity


def assumed_note(*workouts: Workout) -> str:
    """What a sentence says of assumed times: nothing where all are known."""
    assumed = any(workout.time_assumed for workout in workouts)
    return " (at your usual times; the calendar gives none)" if assumed else ""
