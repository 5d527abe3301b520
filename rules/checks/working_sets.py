"""Which sets of a lift are work: neither warm-up nor an accessory of a single joint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from rules.athlete import OneRepMax
from rules.exercise import Exercise
from rules.strength_load import known_exercise, working_percent
from rules.workout import LiftSet, Span, Workout

_CLOSE_TO_WORK = 0.85  # a lighter set before it is no work, where the maximum is not known


def working_sets(
    lift: Workout, lightest_percent: float, maxima: tuple[OneRepMax, ...]
) -> tuple[LiftSet, ...]:
    """The sets of a lift in their order, without those that only lead up to a heavier one.

    Single sets of one exercise that rise to a heavier load are its warm-up, as far as they lie
    below the athlete's working range, or well below the work where only kilograms are known.
    """
    sets = lift.session.sets
    if all(one.exercise != other.exercise for one, other in pairwise(sets)):
        return sets
    groups = (tuple(group) for _, group in groupby(sets, key=lambda each: each.exercise))
    return tuple(
        each for group in groups for each in _without_warm_up(group, lightest_percent, maxima)
    )


def _without_warm_up(
    group: Sequence[LiftSet], lightest_percent: float, maxima: tuple[OneRepMax, ...]
) -> Iterator[LiftSet]:
    if len(group) == 1:
        yield group[0]
        return
    percents = [working_percent(each, maxima) for each in group]
    by_percent = [percent or 0 for percent in percents]
    by_kg = [each.load_kg or 0 for each in group]
    later = {True: _heaviest_after(by_percent), False: _heaviest_after(by_kg)}
    for n, lift_set in enumerate(group):
        known = percents[n] is not None
        loads, work = by_percent if known else by_kg, later[known][n]
        below = (
            loads[n] < lightest_percent <= work if known else 0 < loads[n] < _CLOSE_TO_WORK * work
        )
        if not (below and lift_set.sets in {None, 1}):
            yield lift_set


def _heaviest_after(loads: Sequence[float]) -> list[float]:
    """For each set the heaviest that follows it."""
    heaviest = [*accumulate(reversed(loads), max)][::-1]
    return [*heaviest[1:], 0.0]


def is_accessory(lift_set: LiftSet) -> bool:
    """Whether the exercise is known to work a single joint or the athlete's own weight only.

    The guide's loads, repetitions and rests are those of heavy multi-joint lifts.
    """
    exercise = exercise_of_set(lift_set)
    return exercise is not None and (not exercise.compound or _unloaded(lift_set, exercise))


def _unloaded(lift_set: LiftSet, exercise: Exercise) -> bool:
    return exercise.bodyweight and lift_set.load_kg is None and lift_set.percent_1rm is None


def exercise_of_set(lift_set: LiftSet) -> Exercise | None:
    """The exercise of a set, None where it is not known."""
    return known_exercise(lift_set.exercise) if lift_set.exercise else None


def named(lift_set: LiftSet) -> str:
    """A set in a sentence: "squat 5 × 3", in the names of our exercises, not of the text."""
    exercise = exercise_of_set(lift_set)
    name = exercise.name if exercise else "sets"
    if lift_set.reps is None:
        return name
    sets = f"{lift_set.sets} × " if lift_set.sets else ""
    return f"{name} {sets}{span(lift_set.reps)}"


def span(value: Span) -> str:
    """A number or a range: "5", "3–5"."""
    low, high = f"{value.low:g}", f"{value.high:g}"
    return low if low == high else f"{low}–{high}"
