"""The fuel plan of days: what each asks for, and what is eaten when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rules.athlete import Athlete
from rules.days import DayRange
from rules.fueling.carbohydrate import is_key_run
from rules.fueling.day_servings import servings, with_the_rest
from rules.fueling.energy import day_energy, is_marked_only, workout_minutes
from rules.fueling.fuel_day import FuelDay, told
from rules.fueling.round_runs import (
    after_run_eaten,
    before_run_eaten,
    during_run_eaten,
    for_the_morning_after,
)
from rules.fueling.waking_day import BusySpan, WakingDay, date_afterwards, waking_date
from rules.workout import Workout

_DAY = timedelta(days=1)


def plan_days(
    days: DayRange, workouts: Sequence[Workout], busy: Iterable[BusySpan], athlete: Athlete
) -> tuple[FuelDay, ...]:
    """The plan of each day; `workouts` may hold the days around them, which tell on it."""
    meetings = tuple(busy)
    run_out = map(_to_its_end, workouts)
    ordered = sorted(run_out, key=lambda workout: (workout.start_utc, workout.id))
    return tuple(_plan(day, ordered, meetings, athlete) for day in days)


def _to_its_end(workout: Workout) -> Workout:
    """The race as long as it takes, where the calendar keeps less than anybody needs for it."""
    end = workout.start_utc + timedelta(minutes=workout_minutes(workout))
    if end <= workout.end_utc or not is_marked_only(workout):
        return workout
    return replace(workout, end=end.astimezone(workout.start.tzinfo))


def _plan(
    day: date, workouts: Sequence[Workout], busy: Sequence[BusySpan], athlete: Athlete
) -> FuelDay:
    near = [each for each in workouts if each.day - _DAY <= day <= each.end.date() + _DAY]
    waking = WakingDay.of(day, athlete, near, busy)
    awake = [workout for workout in near if waking_date(workout, athlete) == day]
    over = [run for run in near if is_key_run(run) and date_afterwards(run, athlete) == day]
    begun = [run for run in awake if is_key_run(run) and run not in over]
    drafts = servings(waking, (*over, *begun), athlete)
    drafts = for_the_morning_after(drafts, day, near, busy, athlete)
    for run in over:
        drafts = after_run_eaten(drafts, run, near, waking)
    for run in awake:
        drafts = before_run_eaten(drafts, run, waking)
        drafts = during_run_eaten(drafts, run)
    own = [workout for workout in near if workout.day == day]
    energy = day_energy(athlete.body, athlete.thresholds.activity_factor, day, own)
    drafts = with_the_rest(drafts, own, energy, athlete)
    return told(day, energy, drafts, own, athlete)
