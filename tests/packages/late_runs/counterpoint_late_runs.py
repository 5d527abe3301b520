"""A rule of a package of its own: runs that start late in the evening."""

from collections.abc import Iterator

from rules.athlete import Athlete
from rules.checks import rule
from rules.evidence import Explanation
from rules.finding import Finding, Measure, Severity
from rules.timeline import Timeline
from rules.wording import capitalized, day_name, name_of

LATEST_HOUR = 21

EXPLANATION = Explanation(
    rule="late-runs",
    title="Runs late in the evening",
    headline="late in the evening",
    checks="Runs that start at nine in the evening or later. Always advice.",
    why="Some sleep worse after running late; whether you do, only you can tell.",
    guide="Not a statement of the guide.",
    thresholds=(),
    references=(),
)


@rule("late-runs", EXPLANATION)
def late_runs(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Runs that start late."""
    for run in (workout for workout in timeline.workouts if workout.is_run):
        if run.start.hour >= LATEST_HOUR:
            yield Finding(
                rule="late-runs",
                severity=Severity.ADVICE,
                workouts=(run.id,),
                dates=(run.day,),
                message=f"{capitalized(name_of(run))} on {day_name(run.day)} starts at "
                f"{run.start:%H:%M}, late in the evening.",
                remedy="Run earlier where the day allows it.",
                numbers=(Measure("start_h", run.start.hour),),
            )
