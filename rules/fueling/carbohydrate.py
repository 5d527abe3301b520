"""How much carbohydrate runs and days ask for.

Thomas, Erdman & Burke 2016 (J Acad Nutr Diet 116:501), the joint statement on nutrition and
athletic performance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from rules.fueling.energy import workout_minutes
from rules.workout import Sport, Workout

_LONG_RUN_MIN = 60
_FED_RUN_MIN, VERY_LONG_MIN = 75, 150
_FED_G_PER_H, _HARD_FED_G_PER_H, _VERY_LONG_G_PER_H = 45.0, 60.0, 75.0
_AFTER_G_PER_KG_H = 1.1
_PLAIN_AFTER_G_PER_KG = 1.0
_MOST_BEFORE_G_PER_KG = 3.0
_HOUR = timedelta(hours=1)
_FAT_SHARE, _KCAL_PER_G = 0.2, 4.0
_SOON, _VERY_SOON = timedelta(hours=24), timedelta(hours=8)
_FEW_HOURS, _MANY_HOURS = 2, 4
_LIGHT_DAY_MIN, _FULL_DAY_MIN = 45, 90
SNACK_G = 25.0
EVENING_G_PER_KG = 1.0


def is_key_run(workout: Workout) -> bool:
    """Runs that want carbohydrate before and after: hard ones and those of more than an hour."""
    return workout.is_run and (workout.is_hard_run or workout_minutes(workout) > _LONG_RUN_MIN)


def is_key_session(workout: Workout) -> bool:
    """Sessions that are fueled by default: lifts, hard ones, and those of more than 75 min."""
    if workout.session.sport in {Sport.REST, Sport.MOBILITY}:
        return False
    hard = workout.session.hard is True
    return workout.is_lift or hard or workout_minutes(workout) > _FED_RUN_MIN


def before_g_per_kg(ahead: timedelta) -> float:
    """1 g/kg an hour before the run to 3 g/kg three hours before it and earlier, in halves.

    The statement goes on to 4 g/kg at four hours; no plate holds them, and other meals come before.
    """
    return min(_MOST_BEFORE_G_PER_KG, max(1.0, round(2 * (ahead / _HOUR)) / 2))


def during_g(run: Workout) -> float | None:
    """30 to 60 g an hour beyond 75 min, up to 90 beyond 150; None for shorter runs."""
    length_min = workout_minutes(run)
    if length_min <= _FED_RUN_MIN:
        return None
    rate = _HARD_FED_G_PER_H if run.is_hard_run else _FED_G_PER_H
    if length_min > VERY_LONG_MIN:
        rate = _VERY_LONG_G_PER_H
    return rate * length_min / 60


@dataclass(frozen=True, slots=True)
class Refill:
    """Carbohydrate after a run: so many grams a kilogram, once for each hour."""

    g_per_kg: float
    hours: int


def refill_after(run: Workout, later: Iterable[Workout]) -> Refill:
    """1.1 g/kg an hour for up to four hours, or two, before the next hard session; else a meal.

    The last hour before that session stays free.
    """
    hard = (each for each in later if each.session.hard is True and each.id != run.id)
    waits = [each.start_utc - run.end_utc for each in hard if each.start_utc >= run.end_utc]
    wait = min(waits, default=_SOON)
    if wait >= _SOON:
        return Refill(_PLAIN_AFTER_G_PER_KG, 1)
    hours = _MANY_HOURS if wait < _VERY_SOON else _FEW_HOURS
    return Refill(_AFTER_G_PER_KG_H, max(1, min(hours, wait // _HOUR - 1)))


def most_carbs_g(burned_kcal: float, protein_g: float) -> int:
    """The carbohydrate that a day's energy has room for beside protein and a fifth of fat."""
    return max(0, round(burned_kcal * (1 - _FAT_SHARE) / _KCAL_PER_G - protein_g))


def day_g_per_kg(workouts: Iterable[Workout]) -> float:
    """The middle of 3–5, 5–7 or 6–10 g/kg, by the minutes of the day's endurance and lifting."""
    light = {Sport.REST, Sport.MOBILITY, Sport.WALK}
    minutes = sum(workout_minutes(w) for w in workouts if w.session.sport not in light)
    if minutes < _LIGHT_DAY_MIN:
        return 4.0
    return 6.0 if minutes <= _FULL_DAY_MIN else 8.0
