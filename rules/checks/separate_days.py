"""Separate days: a run and a lift that share a day although one could have a day of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rules.athlete import Athlete
from rules.checks.ordering import day_after_hard_run, hard_days_in_a_row, lift_before_hard_run
from rules.checks.registry import Check, rule
from rules.checks.spacing import run_after_heavy_lower, same_day_gap
from rules.finding import Finding, Measure, Severity
from rules.rule_id import RuleId
from rules.timeline import Day, Timeline, moved_to, overlap, week_of
from rules.wording import capitalized, day_name, name_of
from rules.workout import RunType, Workout

_OTHER_RULES: tuple[tuple[RuleId, Check], ...] = (
    (RuleId.SAME_DAY_GAP, same_day_gap),
    (RuleId.RUN_AFTER_HEAVY_LOWER, run_after_heavy_lower),
    (RuleId.LIFT_BEFORE_HARD_RUN, lift_before_hard_run),
    (RuleId.DAY_AFTER_HARD_RUN, day_after_hard_run),
    (RuleId.HARD_DAYS_IN_A_ROW, hard_days_in_a_row),
)
_REACH_DAYS = 4  # farther off, a workout changes no finding of these rules


@dataclass(frozen=True, slots=True)
class _FreeDay:
    """A workout and a day of the same week on which it could stand."""

    workout: Workout
    day: date
    company: tuple[int, int]  # how many runs and lifts, and how many sessions, stand there already

    @property
    def distance_days(self) -> int:
        return abs((self.day - self.workout.day).days)


@rule(RuleId.SEPARATE_DAYS)
def separate_days(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Days with both, where the same ISO week has a better place for one. Petré 2021."""
    for day in timeline.days:
        if day.runs and day.lifts:
            free = min(_free_days(day, timeline, athlete), key=_preference, default=None)
            if free:
                yield _finding(day, free)


def _free_days(day: Day, timeline: Timeline, athlete: Athlete) -> Iterator[_FreeDay]:
    week = week_of(day.date)
    candidates = [week.start + timedelta(days=offset) for offset in range(7)]
    for workout in _separable(day):
        for candidate in candidates:
            elsewhere = candidate != day.date and candidate in timeline.visible
            if elsewhere and _could_stand(moved_to(workout, candidate), timeline, athlete):
                there = timeline.on(candidate)
                company = len(there.runs) + len(there.lifts), len(there.workouts)
                yield _FreeDay(workout, candidate, company)


def _separable(day: Day) -> Iterator[Workout]:
    """The day's only run and its only lift, where they may move at all."""
    for alone in (day.lifts, day.runs):
        if len(alone) == 1 and not alone[0].fixed and alone[0].session.run_type != RunType.RACE:
            yield alone[0]


def _could_stand(moved: Workout, timeline: Timeline, athlete: Athlete) -> bool:
    """Whether the workout, so moved, adds no finding of any rule and meets nothing on its day."""
    there = timeline.on(moved.day)
    if (there.runs if moved.is_lift else there.lifts) or any(
        overlap(moved, other) for other in there.workouts
    ):
        return False
    without = timeline.near(moved.day, _REACH_DAYS).without(moved)
    return _findings(without.with_(moved), athlete) <= _findings(without, athlete)


def _findings(timeline: Timeline, athlete: Athlete) -> frozenset[Finding]:
    active = (check for rule_id, check in _OTHER_RULES if rule_id not in athlete.rules_off)
    return frozenset(finding for check in active for finding in check(timeline, athlete))


def _preference(free: _FreeDay) -> tuple[tuple[int, int], int, date, bool]:
    """The emptiest day first, then the nearest, then the earlier, then the lift before the run."""
    return free.company, free.distance_days, free.day, free.workout.is_run


def _finding(day: Day, free: _FreeDay) -> Finding:
    together = tuple(w for w in day.workouts if w.is_run or w.is_lift)
    lifting, running = name_of(day.lifts[0]), name_of(day.runs[0])
    mover = name_of(free.workout)
    return Finding(
        rule=RuleId.SEPARATE_DAYS,
        severity=Severity.ADVICE,
        workouts=tuple(workout.id for workout in together),
        dates=(day.date,),
        message=(
            f"{capitalized(running)} and {lifting} share {day_name(day.date)}, although the "
            f"{mover} could stand on {day_name(free.day)}."
        ),
        remedy=f"Move the {mover} to {day_name(free.day)}.",
        numbers=(Measure("days_apart", free.distance_days),),
    )
