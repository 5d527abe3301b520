"""When to eat before a run, and how much: a meal hours ahead, or a snack and the evening before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.fueling.carbohydrate import SNACK_G, before_g_per_kg
from rules.fueling.energy import workout_minutes
from rules.fueling.waking_day import SLOT, WakingDay
from rules.workout import Workout

NEAREST, _FARTHEST = timedelta(hours=1), timedelta(hours=4)
USUAL, _LONG = timedelta(hours=2), timedelta(hours=3)
_LONG_RUN_MIN = 90
_SNACK = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class BeforeRun:
    """Carbohydrate before a run: grams a kilogram for a meal, plain grams for a snack."""

    run: Workout
    time: datetime
    g_per_kg: float
    snack_g: float

    @property
    def is_snack(self) -> bool:
        """Whether it is something small."""
        return self.g_per_kg == 0


def before_run(run: Workout, day: WakingDay) -> BeforeRun | None:
    """The meal before a run, else a snack; None where the run begins the day.

    The meal is two hours ahead, three before long runs and races, or as near to that as the free
    hours between waking and the run allow: never less than one hour, never more than four.
    """
    slots = [slot for slot in day.slots() if slot + SLOT <= run.start_utc]
    meals = [slot for slot in slots if is_before(run, slot)]
    if meals:
        wanted = wanted_ahead(run)
        best = min(
            meals, key=lambda slot: _awkwardness(abs(run.start_utc - slot - wanted), day, slot)
        )
        return BeforeRun(run, best, before_g_per_kg(run.start_utc - best), 0)
    snacks = [slot for slot in slots if run.start_utc - slot < NEAREST]
    if not snacks:
        return None
    best = min(snacks, key=lambda slot: abs(run.start_utc - slot - _SNACK))
    return BeforeRun(run, best, 0, SNACK_G)


def wanted_ahead(run: Workout) -> timedelta:
    """How long before the run a meal is best: two hours, three before long runs and races."""
    return _LONG if run.is_race or workout_minutes(run) > _LONG_RUN_MIN else USUAL


def is_before(run: Workout, slot: datetime) -> bool:
    """Whether what is eaten then is the meal before the run: one hour ahead, or up to four."""
    return NEAREST <= run.start_utc - slot <= _FARTHEST


def _awkwardness(off: timedelta, day: WakingDay, slot: datetime) -> tuple[bool, bool, timedelta]:
    """Near enough first, then free time, then nearest."""
    return off > NEAREST, day.is_busy(slot), off


def wants_evening_before(run: Workout, day: WakingDay) -> bool:
    """Whether the run starts so early that a meal must be eaten the evening before."""
    before = before_run(run, day)
    return before is None or before.is_snack
