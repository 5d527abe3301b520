"""A finding about a whole week."""

from __future__ import annotations

from collections.abc import Iterable

from rules.finding import Finding, Measure, Severity
from rules.weeks import Week
from rules.workout import Workout


def week_finding(  # noqa: PLR0913 a finding has so many parts
    rule: str,
    severity: Severity,
    week: Week,
    workouts: Iterable[Workout],
    *,
    message: str,
    remedy: str,
    numbers: tuple[Measure, ...],
) -> Finding:
    """Return a finding whose dates are the seven days of the week."""
    ids = tuple(workout.id for workout in workouts)
    days = tuple(week.days)
    return Finding(rule, severity, ids, days, message, remedy, numbers, about_week=True)
