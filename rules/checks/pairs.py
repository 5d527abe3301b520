"""What the rules about two workouts say of one pair, without the words.

The checks make findings of it; whoever asks whether a workout could stand elsewhere asks the same
judges.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import ceil

from rules.athlete import Athlete, Priority, Thresholds
from rules.finding import Severity
from rules.rule_id import RuleId
from rules.timeline import gap_h, starts_before
from rules.workout import Focus, Workout

Judge = Callable[[Workout, Workout, Athlete], Severity | None]
_NEXT_DAY = timedelta(days=1)


def in_order(one: Workout, other: Workout) -> tuple[Workout, Workout]:
    """Two workouts, the earlier first; of two that start together, the one that ends first."""
    if (one.start_utc, one.end_utc, one.id) <= (other.start_utc, other.end_utc, other.id):
        return one, other
    return other, one


def same_day_gap(first: Workout, second: Workout, athlete: Athlete) -> Severity | None:
    """A run and a lift of one day by the hours between them; milder where they hardly meet."""
    if not _run_and_lift(first, second) or first.day != second.day:
        return None
    severity = _gap_severity(gap_h(first, second), athlete.thresholds)
    if severity and _hardly_meet(first, second):
        return severity.milder()
    return severity


def _run_and_lift(one: Workout, other: Workout) -> bool:
    return (one.is_run and other.is_strength) or (one.is_strength and other.is_run)


def _hardly_meet(one: Workout, other: Workout) -> bool:
    return (one.is_easy_run and other.is_upper_lift) or (one.is_upper_lift and other.is_easy_run)


def _gap_severity(gap: float, thresholds: Thresholds) -> Severity | None:
    if gap <= 0 or gap < thresholds.same_day_gap_min_h:
        return Severity.VIOLATION
    return Severity.CAUTION if gap < thresholds.same_day_gap_ideal_h else None


def run_after_heavy_lower(first: Workout, second: Workout, athlete: Athlete) -> Severity | None:
    """A run after a heavy lower- or full-body lift, by the hours between them."""
    required = required_gap(first, second, athlete.thresholds)
    return required[0] if required else None


def required_gap(
    lift: Workout, run: Workout, thresholds: Thresholds
) -> tuple[Severity, float] | None:
    """How bad the gap is for this run, and the hours that it should have; None where it will do."""
    if not (lift.is_heavy_lower and run.is_run and starts_before(lift, run)):
        return None
    gap = gap_h(lift, run)
    if gap < thresholds.run_after_heavy_lower_min_h:
        return Severity.VIOLATION, thresholds.run_after_heavy_lower_min_h
    if not (run.is_hard_run or run.is_long_run):
        return None
    if gap < thresholds.hard_run_after_heavy_lower_caution_h:
        return Severity.CAUTION, thresholds.hard_run_after_heavy_lower_caution_h
    if run.is_hard_run and gap < thresholds.hard_run_after_heavy_lower_advice_h:
        return Severity.ADVICE, thresholds.hard_run_after_heavy_lower_advice_h
    return None


def longest_reach_h(thresholds: Thresholds) -> float:
    """How many hours after a heavy lift the rules still look for runs."""
    return max(
        thresholds.run_after_heavy_lower_min_h,
        thresholds.hard_run_after_heavy_lower_caution_h,
        thresholds.hard_run_after_heavy_lower_advice_h,
    )


def reach_days(workout: Workout, thresholds: Thresholds) -> int:
    """How many days before and after a workout others may still tell on it."""
    if workout.is_heavy_lower or workout.is_hard_run or workout.is_long_run:
        return max(ceil(longest_reach_h(thresholds) / 24) + 1, thresholds.race_heavy_lower_days)
    return ceil(thresholds.run_after_heavy_lower_min_h / 24) + 1


def lift_before_hard_run(first: Workout, second: Workout, athlete: Athlete) -> Severity | None:
    """A hard run and a lift of one day by their order; turned round where running comes first."""
    run, lift = (first, second) if first.is_run else (second, first)
    if not (lift.is_strength and run.is_hard_run and run.day == lift.day):
        return None
    run_leads = starts_before(run, lift)
    if athlete.priority is Priority.RUNNING:
        if not run_leads:
            return Severity.VIOLATION
        full_gap = gap_h(run, lift) >= athlete.thresholds.same_day_gap_ideal_h
        return None if full_gap else Severity.CAUTION
    if not run_leads:
        return None
    return Severity.VIOLATION if athlete.priority is Priority.MUSCLE else Severity.CAUTION


def day_after_hard_run(first: Workout, second: Workout, _athlete: Athlete) -> Severity | None:
    """What stands on the calendar day after a hard run."""
    if not first.is_hard_run or second.day - first.day != _NEXT_DAY:
        return None
    if second.is_hard_run or second.is_long_run or second.is_heavy_lower:
        return Severity.VIOLATION
    heavy_lift = second.is_lift and second.session.heavy is True
    if second.is_run or (heavy_lift and second.session.focus is not Focus.CORE):
        return Severity.ADVICE
    return None


def race_week(first: Workout, second: Workout, athlete: Athlete) -> Severity | None:
    """A heavy lower- or full-body lift in the last days before a race."""
    if not (first.is_heavy_lower and second.is_race and starts_before(first, second)):
        return None
    near = (second.day - first.day).days <= athlete.thresholds.race_heavy_lower_days
    return Severity.CAUTION if near else None


SAME_DAY_RULES: tuple[tuple[RuleId, Judge], ...] = (
    (RuleId.SAME_DAY_GAP, same_day_gap),
    (RuleId.LIFT_BEFORE_HARD_RUN, lift_before_hard_run),
)
RULES_ACROSS_DAYS: tuple[tuple[RuleId, Judge], ...] = (
    (RuleId.DAY_AFTER_HARD_RUN, day_after_hard_run),
    (RuleId.RUN_AFTER_HEAVY_LOWER, run_after_heavy_lower),
    (RuleId.RACE_WEEK, race_week),
)
PAIR_RULES = SAME_DAY_RULES + RULES_ACROSS_DAYS


def disturb(one: Workout, other: Workout, athlete: Athlete) -> bool:
    """Whether any rule that the athlete wants finds fault with the two."""
    if not (one.is_run or other.is_run):
        return False  # each of them is about a run
    day, other_day = one.day, other.day
    if day == other_day:
        return _found(PAIR_RULES, *in_order(one, other), athlete)
    first, second = (one, other) if day < other_day else (other, one)
    if not (first.is_hard_run or first.is_heavy_lower):
        return False  # only after these the rules look beyond the day
    return _found(RULES_ACROSS_DAYS, first, second, athlete)


def _found(
    rules: tuple[tuple[RuleId, Judge], ...], first: Workout, second: Workout, athlete: Athlete
) -> bool:
    for rule_id, judge in rules:
        if judge(first, second, athlete) is not None and rule_id not in athlete.rules_off:
            return True
    return False
