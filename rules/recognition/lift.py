"""What a lift works, and whether it is heavy."""

from __future__ import annotations

from itertools import pairwise

from rules.recognition.exercises import Exercise
from rules.recognition.items import Item, Kind
from rules.recognition.lift_sets import Prescribed
from rules.recognition.senses import FOCUSES, Sense
from rules.workout import Focus, LiftSet

_HEAVY_FROM_PERCENT = 70.0
_HEAVY_REPS, _HARD_SET_REPS, _LIGHT_REPS = 6, 8, 12
_HARD_RPE, _HARD_RIR = 8.0, 2.0
_FIVE, _MAX_PERCENT = 5, 120.0


def focus(items: list[Item]) -> Focus | None:
    """The part of the body: by the region that is named, else by the exercises' main movers."""
    regions = {FOCUSES[sense] for item in items for sense in _senses(item) if sense in FOCUSES}
    exercises = [item.entry.exercise for item in items if item.entry and item.entry.exercise]
    named = _joint(regions - {Focus.CORE})
    if named is Focus.UPPER and any(exercise.pattern == "hinge" for exercise in exercises):
        return Focus.FULL  # a pull day with deadlifts
    if named is not None:
        return named
    return _joint(_movers(exercises)) or _core(regions, exercises)


def _senses(item: Item) -> frozenset[Sense]:
    return item.entry.senses if item.entry is not None else frozenset()


def _movers(exercises: list[Exercise]) -> set[Focus]:
    return {exercise.focus for exercise in exercises} - {Focus.CORE}


def _joint(regions: set[Focus]) -> Focus | None:
    if not regions:
        return None
    return next(iter(regions)) if len(regions) == 1 else Focus.FULL


def _core(regions: set[Focus], exercises: list[Exercise]) -> Focus | None:
    core = Focus.CORE in regions or any(exercise.focus is Focus.CORE for exercise in exercises)
    return Focus.CORE if core else None


def heavy(items: list[Item], sets: list[Prescribed]) -> bool | None:
    """Whether the lift is heavy; None where neither the load nor the words tell.

    A stated load beats the rep count; "deload", "light" and "technique" beat both.
    """
    senses = {sense for item in items for sense in _senses(item)}
    if Sense.LOAD_OVERRULES in senses:
        return False
    by_sets = [_heavy_set(prescribed) for prescribed in sets]
    if not sets:
        by_sets = [_by_percent(percent, None) for percent in _stated_percents(items)]
    if True in by_sets or Sense.HEAVY in senses:
        return True
    if Sense.LIGHT in senses:
        return False
    light = sum(verdict is False for verdict in by_sets)
    return False if light and light * 2 > len(by_sets) else None


def _stated_percents(items: list[Item]) -> list[float]:
    """Percentages of the maximum behind "@", where no sets are told: "squat triples @ 85%"."""
    return [
        item.middle
        for before, item in pairwise(items)
        if item.kind is Kind.PERCENT and before.has(Sense.AT) and item.high <= _MAX_PERCENT
    ]


def _heavy_set(prescribed: Prescribed) -> bool | None:
    """Whether one line of a prescription is heavy (docs/recognition.md has the definition)."""
    lift_set, exercise = prescribed.lift_set, prescribed.exercise
    reps = lift_set.reps.high if lift_set.reps is not None else None
    if lift_set.percent_1rm is not None:
        return _by_percent(lift_set.percent_1rm, reps)
    if reps is None:
        return None
    if reps >= _LIGHT_REPS:
        return False
    if _near_failure(lift_set):
        return True if reps <= _HARD_SET_REPS else None
    five_by_five = lift_set.sets == reps == _FIVE
    compound = exercise.compound if exercise is not None else five_by_five
    unloaded = exercise is not None and exercise.bodyweight and lift_set.load_kg is None
    return True if compound and not unloaded and reps <= _HEAVY_REPS else None


def _by_percent(percent: float, reps: float | None) -> bool | None:
    if percent >= _HEAVY_FROM_PERCENT:
        return True
    few_or_many = reps is not None and (reps <= _HEAVY_REPS or reps >= _LIGHT_REPS)
    return False if few_or_many else None


def _near_failure(lift_set: LiftSet) -> bool:
    by_rpe = lift_set.rpe is not None and lift_set.rpe >= _HARD_RPE
    return by_rpe or (lift_set.rir is not None and lift_set.rir <= _HARD_RIR)
