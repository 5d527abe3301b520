"""Spacing: how many hours lie between a run and a lift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product, takewhile

from rules.athlete import Athlete, Thresholds
from rules.checks.assumed_time import gap_note, softened
from rules.checks.registry import rule
from rules.finding import Finding, Measure, Severity
from rules.rule_id import RuleId
from rules.timeline import Timeline, gap_h, in_utc, starts_before
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
            severity = _gap_severity(gap_h(first, second), athlete.thresholds)
            if severity and run.is_easy_run and lift.is_upper_lift:
                severity = severity.milder()
            if severity:
                yield _gap_finding(first, second, severity, athlete.thresholds)


def in_order(one: Workout, other: Workout) -> tuple[Workout, Workout]:
    """Two workouts, the earlier first; of two that start together, the one that ends first."""
    earlier, later = sorted((one, other), key=lambda w: (in_utc(w.start), in_utc(w.end), w.id))
    return earlier, later


def _gap_severity(gap: float, thresholds: Thresholds) -> Severity | None:
    if gap <= 0 or gap < thresholds.same_day_gap_min_h:
        return Severity.VIOLATION
    return Severity.CAUTION if gap < thresholds.same_day_gap_ideal_h else None


def _gap_finding(
    first: Workout, second: Workout, severity: Severity, thresholds: Thresholds
) -> Finding:
    gap = gap_h(first, second)
    minimum, ideal = thresholds.same_day_gap_min_h, thresholds.same_day_gap_ideal_h
    note = gap_note(first, second)
    wanted = f"better {hours(ideal)}"
    if gap < minimum:
        wanted = f"leave at least {hours(minimum)}, {wanted}"
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
        remedy=f"Put {hours(ideal)} between the two, or give one of them a day of its own.",
        numbers=(
            Measure("gap_h", round(gap, 2)),
            Measure("same_day_gap_min_h", minimum),
            Measure("same_day_gap_ideal_h", ideal),
        ),
    )


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
    reach_h = max(
        thresholds.run_after_heavy_lower_min_h,
        thresholds.hard_run_after_heavy_lower_caution_h,
        thresholds.hard_run_after_heavy_lower_advice_h,
    )
    near = takewhile(lambda workout: gap_h(lift, workout) < reach_h, later)
    return (workout for workout in near if workout.is_run and starts_before(lift, workout))


def _after_lift(lift: Workout, run: Workout, thresholds: Thresholds) -> Iterator[Finding]:
    gap = gap_h(lift, run)
    required = _required_gap(gap, run, thresholds)
    if required is None:
        return
    severity, wanted = required
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
        remedy=_remedy(run, wanted),
        numbers=(Measure("gap_h", round(gap, 2)), Measure("required_gap_h", wanted)),
    )


def _required_gap(
    gap: float, run: Workout, thresholds: Thresholds
) -> tuple[Severity, float] | None:
    """How bad a gap is for this run, and the hours that it should have; None where it suffices."""
    if gap < thresholds.run_after_heavy_lower_min_h:
        return Severity.VIOLATION, thresholds.run_after_heavy_lower_min_h
    if not (run.is_hard_run or run.is_long_run):
        return None
    if gap < thresholds.hard_run_after_heavy_lower_caution_h:
        return Severity.CAUTION, thresholds.hard_run_after_heavy_lower_caution_h
    if run.is_hard_run and gap < thresholds.hard_run_after_heavy_lower_advice_h:
        return Severity.ADVICE, thresholds.hard_run_after_heavy_lower_advice_h
    return None


def _remedy(run: Workout, wanted: float) -> str:
    if run.is_hard_run or run.is_long_run:
        return f"Run at least {hours(wanted)} after the lift, or on a day before it."
    return f"Run before the lift, or at least {hours(wanted)} after it."
