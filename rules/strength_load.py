"""What share of the one-rep maximum a set works with, and what is possible at all."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rules.athlete import OneRepMax
from rules.exercise import Exercise
from rules.workout import LiftSet

# Percent of the one-rep maximum at 1..12 repetitions to failure, as Reactive Training Systems
# (Tuchscherer) tabulates them; repetitions in reserve count as repetitions.
_RTS_PERCENT = (100.0, 95.5, 92.2, 89.2, 86.3, 83.7, 81.1, 78.6, 76.2, 73.9, 70.7, 68.0)
_MAX_RPE = 10.0
_EPLEY_REPS = 30.0
_SAME_LIFT = ("back ", "barbell ", "conventional ", "flat ")


@lru_cache(maxsize=4096)
def known_exercise(name: str) -> Exercise | None:
    """The exercise that a name stands for; None where it is not known."""
    # the lexicon takes a fifth of a second to read, and half of the commands recognize nothing
    from rules.recognition import exercise_of  # noqa: PLC0415

    return exercise_of(name)


def rir_of_rpe(rpe: float) -> float:
    """Repetitions in reserve at a set's RPE: 10 − RPE."""
    return _MAX_RPE - rpe


def percent_1rm(reps: float, rir: float = 0) -> float | None:
    """Percent of the one-rep maximum at which so many repetitions leave so many in reserve.

    Halves lie in the middle between two rows; None outside the table (1..12 repetitions).
    """
    effort = reps + rir
    if not 1 <= effort <= len(_RTS_PERCENT):
        return None
    below = int(effort)
    part = effort - below
    low = _RTS_PERCENT[below - 1]
    return low if not part else low + part * (_RTS_PERCENT[below] - low)


def most_percent_1rm(reps: float) -> float:
    """The heaviest load, in percent, at which so many repetitions can be done in one set."""
    return percent_1rm(min(max(reps, 1), len(_RTS_PERCENT))) or _RTS_PERCENT[-1]


def most_reps(percent: float) -> int:
    """How many repetitions can be done at this load in one set, by the same table."""
    return sum(percent <= limit for limit in _RTS_PERCENT)


def epley_1rm(load: float, reps: float) -> float:
    """The one-rep maximum that so many repetitions to failure show: w × (1 + r/30), Epley 1985."""
    return load * (1 + reps / _EPLEY_REPS) if reps > 1 else load


def stated_percent(lift_set: LiftSet, maxima: Iterable[OneRepMax]) -> float | None:
    """The load as it was written, in percent, or in kilograms of the athlete's own maximum."""
    if lift_set.percent_1rm is not None or lift_set.load_kg is None:
        return lift_set.percent_1rm
    maximum = _maximum_of(lift_set.exercise, maxima)
    return None if maximum is None else 100 * lift_set.load_kg / maximum


def working_percent(lift_set: LiftSet, maxima: Iterable[OneRepMax]) -> float | None:
    """The load of a set in percent of the one-rep maximum.

    As written, else from kilograms and the athlete's own maximum, else from repetitions and what
    they leave in reserve; None where nothing of these is told.
    """
    stated = stated_percent(lift_set, maxima)
    if stated is not None or lift_set.reps is None:
        return stated
    rir = lift_set.rir
    if rir is None and lift_set.rpe is not None:
        rir = rir_of_rpe(lift_set.rpe)
    return None if rir is None else percent_1rm(lift_set.reps.low, rir)


def _maximum_of(exercise: str | None, maxima: Iterable[OneRepMax]) -> float | None:
    lifted = known_exercise(exercise) if exercise else None
    if lifted is None:
        return None
    for maximum in maxima:
        tested = known_exercise(maximum.exercise)
        if tested is not None and _plain_name(tested) == _plain_name(lifted):
            return maximum.load_kg
    return None


def _plain_name(exercise: Exercise) -> str:
    """The name without the words that tell the usual way of doing it."""
    name = exercise.name
    for word in _SAME_LIFT:
        name = name.replace(word, "")
    return name
