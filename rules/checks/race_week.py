"""The last days before a race."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rules.athlete import Athlete
from rules.checks import pairs
from rules.checks.registry import rule
from rules.finding import Finding, Measure, Severity
from rules.rule_id import RuleId
from rules.timeline import Timeline
from rules.wording import capitalized, counted, day_name, name_of
from rules.workout import Workout


@rule(RuleId.RACE_WEEK)
def race_week(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Heavy lower- or full-body lifts in the last days before a race."""
    reach = athlete.thresholds.race_heavy_lower_days
    for race in (workout for workout in timeline.workouts if workout.is_race):
        for before in range(reach, -1, -1):
            for lift in timeline.on(race.day - timedelta(days=before)).lifts:
                severity = pairs.race_week(lift, race, athlete)
                if severity:
                    yield _before_race(lift, race, severity, reach)


def _before_race(lift: Workout, race: Workout, severity: Severity, reach: int) -> Finding:
    name = name_of(lift)
    days_before = (race.day - lift.day).days
    distance = f"{counted(days_before, 'day')} before" if days_before else "before"
    return Finding(
        rule=RuleId.RACE_WEEK,
        severity=severity,
        workouts=(lift.id, race.id),
        dates=tuple(sorted({lift.day, race.day})),
        message=(
            f"{capitalized(name)} on {day_name(lift.day)} stands {distance} the race on "
            f"{day_name(race.day)}; keep {_last_days(reach)} free of heavy leg work."
        ),
        remedy=f"Move the {name} earlier, or lift light or upper-body instead.",
        numbers=(Measure("days_before", days_before), Measure("race_heavy_lower_days", reach)),
    )


def _last_days(reach: int) -> str:
    return f"the last {counted(reach, 'day')}" if reach else "race day"
