"""Spacing: how many hours lie between a run and a lift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product, takewhile

from rules.athlete import Athlete, Thresholds
from rules.checks import pairs
from rules.checks.assumed_time import gap_note, softened
from rules.checks.movable import only_movable
from rules.checks.pairs import in_order
from rules.checks.registry import rule
from rules.finding import Finding, Measure, Severity
from rules.rule_id import RuleId
from rules.timeline import Timeline, gap_h
from rules.wording import capitalized, day_name, hours, name_of
from rules.workout import Workout


@rule(RuleId.SAME_DAY_GAP)
def same_day_gap(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Every run and lift of one day: hours from the end of the first to the start of the second.

    Robineau 2016 (JSCR 30:672), Schumann 2022 (Sports Med), Murach & Bagley 2016.
    """
    for day in timeline.days:
        for run, lift in product(day.runs, day.lifts):
            first, second = in_order(run, lift)
            severity = pairs.same_day_gap(first, second, athlete)
            if severity:
                yield _gap_finding(first, second, severity, athlete.thresholds)


def _gap_finding(
    first: Workout, second: Workout, severity: Severity, thresholds: Thresholds
) -> Finding:
    gap = gap_h(first, second)
    minimum, ideal = thresholds.same_day_gap_min_h, thresholds.same_day_gap_ideal_h
    note = gap_note(first, second)
    wanted = f"better {hours(ideal)}"
    if gap < minimum:
        better = f", {wanted}" if ideal > minimum else ""
        wanted = f"leave at least {hours(minimum)}{better}"
    message = (
        f"{capitalized(name_of(second))} on {day_name(second.day)} {_distance(gap, first)}"
        f"{note}; {wanted}."
    )
    return Finding(
        rule=RuleId.SAME_DAY_GAP,
        severity=softened(severity, note),
        workouts=(first.id, second.id),
        dates=(first.day,),
        message=message,
        remedy=_apart(first, second, ideal),
        numbers=(
            Measure("gap_h", round(gap, 2)),
            Measure("same_day_gap_min_h", minimum),
            Measure("same_day_gap_ideal_h", ideal),
        ),
    )


def _apart(first: Workout, second: Workout, ideal: float) -> str:
    free = only_movable(first, second)
    own = f"the {name_of(free)}" if free else "one of them"
    return f"Put {hours(ideal)} between the two, or give {own} a day of its own."


def _distance(gap: float, first: Workout) -> str:
    name = name_of(first)
    if gap < 0:
        return f"overlaps the {name} by {hours(-gap)}"
    if gap == 0:
        return f"starts the moment the {name} ends"
    return f"starts {hours(gap)} after the {name} ends"


@rule(RuleId.RUN_AFTER_HEAVY_LOWER)
def run_after_heavy_lower(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Every run that starts after a heavy lower- or full-body lift, within the reach of the rule.

    Doma & Deakin 2013 (APNM 38:651), Doma 2017.
    """
    workouts = timeline.workouts
    for index, lift in enumerate(workouts):
        if lift.is_heavy_lower:
            for run in _runs_soon_after(lift, workouts[index + 1 :], athlete.thresholds):
                yield from _after_lift(lift, run, athlete.thresholds)


def _runs_soon_after(
    lift: Workout, later: Sequence[Workout], thresholds: Thresholds
) -> Iterator[Workout]:
    """The runs that start after the lift, as far as the longest span of the rule reaches."""
    reach_h = pairs.longest_reach_h(thresholds)
    near = takewhile(lambda workout: gap_h(lift, workout) < reach_h, later)
    return (workout for workout in near if workout.is_run)


def _after_lift(lift: Workout, run: Workout, thresholds: Thresholds) -> Iterator[Finding]:
    required = pairs.required_gap(lift, run, thresholds)
    if required is None:
        return
    severity, wanted = required
    gap = gap_h(lift, run)
    note = gap_note(lift, run)
    yield Finding(
        rule=RuleId.RUN_AFTER_HEAVY_LOWER,
        severity=softened(severity, note),
        workouts=(lift.id, run.id),
        dates=tuple(sorted({lift.day, run.day})),
        message=(
            f"{capitalized(name_of(run))} on {day_name(run.day)} {_distance(gap, lift)}"
            f"{note}; leave at least {hours(wanted)}."
        ),
        remedy=_remedy(lift, run, wanted),
        numbers=(Measure("gap_h", round(gap, 2)), Measure("required_gap_h", wanted)),
    )


def _remedy(lift: Workout, run: Workout, wanted: float) -> str:
    if run.is_race:
        return f"Lift at least {hours(wanted)} before the race."
    if only_movable(lift, run) is lift:
        return f"Lift at least {hours(wanted)} before the run, or after it."
    if run.is_hard_run or run.is_long_run:
        return f"Run at least {hours(wanted)} after the lift, or on a day before it."
    return f"Run before the lift, or at least {hours(wanted)} after it."
