"""Separate days: a run and a lift that share a day although one could have a day of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import count, takewhile
from typing import NamedTuple

from rules.athlete import Athlete
from rules.checks.ordering import is_hard
from rules.checks.pairs import disturb, reach_days
from rules.checks.registry import rule
from rules.checks.week_load import is_monotonous
from rules.days import week_of
from rules.finding import Finding, Measure, Severity
from rules.rule_id import RuleId
from rules.timeline import Day, Timeline, moved_to, overlap
from rules.training_load import foster
from rules.weeks import weeks_by_monday
from rules.wording import capitalized, day_name, name_of
from rules.workout import RunType, Workout


class _FreeDay(NamedTuple):
    """A workout and a day of the same week on which it could stand; the best sorts first.

    The emptiest day is best, then the nearest, then the earlier, then the lift before the run.
    """

    runs_and_lifts: int
    sessions: int
    distance_days: int
    day: date
    is_run: bool
    workout: Workout


@rule(RuleId.SEPARATE_DAYS)
def separate_days(timeline: Timeline, athlete: Athlete) -> Iterator[Finding]:
    """Days with both, where the same ISO week has a better place for one. Petré 2021."""
    for day in timeline.days:
        if day.runs and day.lifts:
            free = next(_free_days(day, timeline, athlete), None)
            if free:
                yield _finding(day, free)


def _free_days(day: Day, timeline: Timeline, athlete: Athlete) -> Iterator[_FreeDay]:
    """The days on which one of the two could stand, the best first."""
    week = _open_days(week_of(day.date).start, timeline)
    away = [(other, abs((other.date - day.date).days)) for other in week if other is not day]
    candidates = [
        _FreeDay(
            len(there.runs) + len(there.lifts),
            len(there.workouts),
            distance,
            there.date,
            workout.is_run,
            workout,
        )
        for workout in _separable(day)
        for there, distance in away
        if not (there.runs if workout.is_lift else there.lifts)
    ]
    for free in sorted(candidates):
        if _could_stand(moved_to(free.workout, free.day), timeline, athlete):
            yield free


@lru_cache(maxsize=4)  # the days of a week are asked for one after the other
def _open_days(monday: date, timeline: Timeline) -> tuple[Day, ...]:
    """The days of a week that may take a workout: judged, and in no pause."""
    days = week_of(monday).within(timeline.visible)
    return tuple([timeline.on(date_) for date_ in days if not timeline.is_paused(date_)])


def _separable(day: Day) -> Iterator[Workout]:
    """The day's only run and its only lift, where they may move at all."""
    for alone in (day.lifts, day.runs):
        if len(alone) == 1 and not alone[0].fixed and alone[0].session.run_type != RunType.RACE:
            yield alone[0]


def _could_stand(moved: Workout, timeline: Timeline, athlete: Athlete) -> bool:
    """Whether the workout, so moved, adds no finding of any rule and meets nothing on its day."""
    if any(overlap(moved, other) for other in timeline.on(moved.day).workouts):
        return False
    for day in timeline.near(moved.day, reach_days(moved, athlete.thresholds)):
        for other in day.workouts:
            if other.id != moved.id and disturb(moved, other, athlete):
                return False
    if RuleId.HARD_DAYS_IN_A_ROW not in athlete.rules_off and _in_a_row(moved, timeline, athlete):
        return False
    return RuleId.MONOTONY in athlete.rules_off or not _evens_out(moved, timeline, athlete)


def _evens_out(moved: Workout, timeline: Timeline, athlete: Athlete) -> bool:
    """Whether the week, so changed, would be monotonous though it was not."""
    week = weeks_by_monday(timeline, athlete.thresholds).get(week_of(moved.day).start)
    limit = athlete.thresholds.monotony_max
    if week is None or week.foster is None or is_monotonous(week.foster, limit):
        return False
    return is_monotonous(foster(week.daily_loads_with(moved)), limit)


def _in_a_row(moved: Workout, timeline: Timeline, athlete: Athlete) -> bool:
    """Whether the workout would stand in too long a row of hard days."""
    if not is_hard(moved):
        return False
    before = _hard_days_on_end(moved, timeline, -1)
    after = _hard_days_on_end(moved, timeline, +1)
    return before + 1 + after >= athlete.thresholds.hard_days_in_a_row


def _hard_days_on_end(moved: Workout, timeline: Timeline, step: int) -> int:
    """How many hard days in a row lie beside the workout, without itself."""
    days = (moved.day + timedelta(days=step * n) for n in count(1))
    hard = (any(is_hard(w) and w.id != moved.id for w in timeline.on(d).workouts) for d in days)
    return sum(1 for _ in takewhile(bool, hard))


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
        numbers=(
            Measure("days_apart", free.distance_days),
            Measure("days_later", (free.day - day.date).days),
            Measure("lift_moves", int(free.workout.is_lift)),
        ),
    )
