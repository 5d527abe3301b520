"""Ordering: what stands before what, within a day and from day to day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from rules.athlete import Athlete, Priority
from rules.checks import pairs
from rules.checks.assumed_time import lead_note, softened
from rules.checks.movable import only_movable
from rules.checks.registry import rule
from rules.finding import Finding, Measure, Severity
from rules.rule_id import RuleId
from rules.timeline import Day, Timeline, gap_h, starts_before
from rules.wording import article, capitalized, day_name, hours, listed, name_of
from rules.workout import Workout


@rule(RuleId.LIFT_BEFORE_HARD_RUN)
def lift_before_hard_run(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Which of a lift and a hard run comes first on one day; turned round for runners.

    Eddens 2018; Lee 2020 finds that the order matters little at 3 h.
    """
    tell = _run_first if athlete.priority is Priority.RUNNING else _lift_first
    for day in timeline.days:
        hard_runs = [run for run in day.runs if run.is_hard_run]
        for run, lift in product(hard_runs, day.lifts):
            severity = pairs.lift_before_hard_run(run, lift, athlete)
            if severity:
                yield tell(run, lift, severity, athlete)


def _lift_first(run: Workout, lift: Workout, severity: Severity, athlete: Athlete) -> Finding:
    muscle = athlete.priority is Priority.MUSCLE
    reason = "muscle is your priority" if muscle else "it gains more from coming first"
    note = lead_note(run, lift, athlete)
    return Finding(
        rule=RuleId.LIFT_BEFORE_HARD_RUN,
        severity=softened(severity, note),
        workouts=(run.id, lift.id),
        dates=(run.day,),
        message=(
            f"{capitalized(name_of(run))} on {day_name(run.day)} stands before the {name_of(lift)}"
            f"{note}; lift first, {reason}."
        ),
        remedy=_swapped(run, lift),
        numbers=(Measure("gap_h", round(gap_h(run, lift), 2)),),
    )


def _swapped(run: Workout, lift: Workout) -> str:
    free = only_movable(run, lift)
    if free:
        return f"Give the {name_of(free)} a day of its own."
    return "Swap the two, or give one of them a day of its own."


def _run_first(run: Workout, lift: Workout, severity: Severity, athlete: Athlete) -> Finding:
    full_gap = athlete.thresholds.same_day_gap_ideal_h
    run_leads = starts_before(run, lift)
    gap = gap_h(run, lift) if run_leads else gap_h(lift, run)
    note = lead_note(run, lift, athlete)
    fault = _fault(run, run_leads=run_leads, gap=gap)
    return Finding(
        rule=RuleId.LIFT_BEFORE_HARD_RUN,
        severity=softened(severity, note),
        workouts=(run.id, lift.id) if run_leads else (lift.id, run.id),
        dates=(run.day,),
        message=(
            f"{capitalized(name_of(lift))} on {day_name(lift.day)} {fault}"
            f"{note}; running is your priority, so run first and lift at "
            f"least {hours(full_gap)} later."
        ),
        remedy=f"Run first and lift at least {hours(full_gap)} later, or on another day.",
        numbers=(Measure("gap_h", round(gap, 2)), Measure("same_day_gap_ideal_h", full_gap)),
    )


def _fault(run: Workout, *, run_leads: bool, gap: float) -> str:
    if not run_leads:
        return f"stands before the {name_of(run)}"
    after = f"{hours(gap)} after" if gap > 0 else "without a gap after"
    return f"starts {after} the {name_of(run)} ends"


@rule(RuleId.DAY_AFTER_HARD_RUN)
def day_after_hard_run(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """What stands on the calendar day after a hard run. Doma & Deakin 2013."""
    for day in timeline.days:
        hard_runs = [run for run in day.runs if run.is_hard_run]
        if not hard_runs:
            continue
        for workout in timeline.on(day.date + timedelta(days=1)).workouts:
            severity = pairs.day_after_hard_run(hard_runs[-1], workout, athlete)
            if severity:
                yield _day_after(hard_runs[-1], workout, severity)


def _day_after(hard_run: Workout, workout: Workout, severity: Severity) -> Finding:
    return Finding(
        rule=RuleId.DAY_AFTER_HARD_RUN,
        severity=severity,
        workouts=(hard_run.id, workout.id),
        dates=(hard_run.day, workout.day),
        message=(
            f"{capitalized(name_of(workout))} on {day_name(workout.day)} comes the day after "
            f"{article(name_of(hard_run))}; keep that day for rest or easy upper-body work."
        ),
        remedy=_another_day(hard_run, workout),
        numbers=(Measure("days_after", 1),),
    )


def _another_day(hard_run: Workout, workout: Workout) -> str:
    if not workout.stands:
        name = name_of(workout)
        return f"Move the {name} a day later, or rest, walk or lift easy upper-body instead."
    if hard_run.stands:
        return "Take one of the two easy."
    return f"Move the {name_of(hard_run)} a day earlier, or make it an easy run."


@rule(RuleId.HARD_DAYS_IN_A_ROW)
def hard_days_in_a_row(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Streaks of days that each hold a hard run or a heavy lower/full lift. Foster 1998."""
    limit = athlete.thresholds.hard_days_in_a_row
    for streak in _streaks(timeline):
        if len(streak) >= limit:
            yield _streak_finding(streak, limit)


def is_hard(workout: Workout) -> bool:
    """Whether a workout makes its day a hard one."""
    return workout.is_hard_run or workout.is_heavy_lower


def _hard_workouts(day: Day) -> tuple[Workout, ...]:
    return tuple(workout for workout in day.workouts if is_hard(workout))


def _streaks(timeline: Timeline) -> Iterator[list[Day]]:
    """Longest runs of consecutive hard days, one after the other."""
    streak: list[Day] = []
    for day in timeline.days:
        if not _hard_workouts(day):
            continue
        if streak and day.date - streak[-1].date > timedelta(days=1):
            yield streak
            streak = []
        streak.append(day)
    if streak:
        yield streak


def _streak_finding(streak: list[Day], limit: int) -> Finding:
    hard = [workout for day in streak for workout in _hard_workouts(day)]
    names = listed([f"{name_of(w)} {day_name(w.day)}" for w in hard])
    return Finding(
        rule=RuleId.HARD_DAYS_IN_A_ROW,
        severity=Severity.CAUTION,
        workouts=tuple(workout.id for workout in hard),
        dates=tuple(day.date for day in streak),
        message=f"{len(streak)} hard days in a row ({names}); have no more than {limit - 1}.",
        remedy="Put a day of rest, easy running or easy upper-body work between them.",
        numbers=(Measure("days", len(streak)), Measure("hard_days_in_a_row", limit)),
    )
