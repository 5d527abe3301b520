"""The prescription of a lift: "Squat 5x5 @ 80%, rest 3 min", "3 sets of 8 RPE 8", "225lb 5x5"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rules.recognition.clauses import clauses, skip_line
from rules.recognition.exercises import EXERCISES, Exercise
from rules.recognition.items import Item, Kind, Reading
from rules.recognition.lift_lists import written_singly
from rules.recognition.lift_loads import with_load
from rules.recognition.lift_schemes import MAX_SETS, Scheme, rounds_of, schemes_of
from rules.recognition.senses import Sense
from rules.workout import LiftSet

_MAX_REPS = 200
_LONGEST_EMOM_MIN = 120
_NEAR = 4  # items beside sets and reps that still speak of them
_HEADS = frozenset({":", "-", "("})
_LOADS = frozenset({Kind.LOAD, Kind.PERCENT})


@dataclass(frozen=True, slots=True)
class Prescribed:
    """Sets as written, and the exercise they are of, where the exercise is known."""

    lift_set: LiftSet
    exercise: Exercise | None


@dataclass(slots=True)
class Prescription:
    """All sets of a session; `minutes` of an EMOM; notes on what was too absurd to take."""

    sets: list[Prescribed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    minutes: float | None = None


def read_sets(reading: Reading) -> Prescription:
    """The sets that the items prescribe, in order."""
    found = Prescription()
    if not reading.items:
        return found
    exercise: Item | None = None
    every_minute: int | None = None
    rounds: int | None = None
    warming_up = False
    for clause in clauses(written_singly(reading)):
        items = skip_line(clause)
        warming_up = _is_warm_up(clause, items, warming_up=warming_up)
        if warming_up:
            continue
        every_minute = _minutes_of_emom(items) or every_minute
        found.minutes = every_minute
        named = [item for item in items if item.has(Sense.EXERCISE)]
        rounds = rounds_of(items) or rounds
        schemes = schemes_of(items, every_minute or rounds)
        if not schemes and rounds is not None and len(named) == 1:
            schemes = [Scheme(rounds, None, items.index(named[0]), items.index(named[0]) + 1)]
        if not schemes:
            _refine_last(found, items)
        for at, scheme in enumerate(schemes):
            exercise = named[min(at, len(named) - 1)] if named else exercise
            end = schemes[at + 1].first if at + 1 < len(schemes) else len(items)
            _add(found, scheme, exercise, _Clause(reading, items, end))
        if named:
            exercise = named[-1]
    return found


def _is_warm_up(clause: list[Item], items: list[Item], *, warming_up: bool) -> bool:
    """Whether a clause is of a line such as "Warm up: 20x5, 40x5", which is no work.

    An exercise that is named ends it: "Warm up, squat 5x5".
    """
    if any(item.has(Sense.EXERCISE) for item in items):
        return False
    if items and items[0].has(Sense.WARM_UP):
        return True
    return warming_up and clause[0].kind is not Kind.LINE


def _minutes_of_emom(items: list[Item]) -> int | None:
    """The minutes of "EMOM 10'" and "EMOM 12:"."""
    at = next((i for i, item in enumerate(items) if item.has(Sense.EMOM)), None)
    if at is None:
        return None
    bare = items[at + 1 : at + 3]
    if bare and bare[0].kind is Kind.NUMBER and (len(bare) == 1 or bare[1].sign in _HEADS):
        return round(bare[0].low) if bare[0].high <= _LONGEST_EMOM_MIN else None
    return next((round(item.low / 60) for item in items if _is_emom(item)), None)


def _is_emom(item: Item) -> bool:
    return item.kind is Kind.TIME and item.low <= _LONGEST_EMOM_MIN * 60.0


@dataclass(frozen=True, slots=True)
class _Clause:
    """The items of a clause; what lies before `end` speaks of the scheme at hand."""

    reading: Reading
    items: list[Item]
    end: int


def _add(found: Prescription, scheme: Scheme, exercise: Item | None, clause: _Clause) -> None:
    items, reading = clause.items, clause.reading
    if _is_absurd(scheme):
        shown = reading.text.shown[items[scheme.first].start : items[scheme.after - 1].end]
        found.notes.append(f"not taken, beyond any measure: {shown[:40]}")
        return
    lift_set = LiftSet(
        exercise=exercise_name(exercise, reading) if exercise else None,
        sets=scheme.sets,
        reps=scheme.reps,
        load_kg=scheme.load_kg,
        percent_1rm=scheme.percent,
    )
    before = [i for i in items[: scheme.first] if i.kind in _LOADS]
    lift_set = with_load(lift_set, before + items[scheme.after : clause.end], found.notes)
    near = items[max(0, scheme.first - _NEAR) : scheme.after + _NEAR]
    found.sets.append(Prescribed(lift_set, _known(exercise, near)))


def _known(named: Item | None, near: list[Item]) -> Exercise | None:
    """The exercise as it is done here: with a weight on the body it is no bodyweight exercise."""
    exercise = named.entry.exercise if named is not None and named.entry is not None else None
    if exercise is not None and any(item.has(Sense.LOAD_ADDED) for item in near):
        return replace(exercise, bodyweight=False)
    return exercise


def _is_absurd(scheme: Scheme) -> bool:
    if scheme.sets is not None and not 0 < scheme.sets <= MAX_SETS:
        return True
    return scheme.reps is not None and not 0 < scheme.reps.high <= _MAX_REPS


def exercise_name(item: Item, reading: Reading) -> str:
    """The exercise in the text's own words; the shortest abbreviations are written out."""
    shown = " ".join(reading.shown(item).split())
    exercise = item.entry.exercise if item.entry else None
    if exercise is not None and shown.lower() in EXERCISES.written_out:
        return exercise.name
    return shown if shown.isupper() else shown.lower()


def _refine_last(found: Prescription, items: list[Item]) -> None:
    """Let "rest 3 min" or "RPE 8" in a clause of its own speak of the sets before it."""
    if found.sets and not any(item.has(Sense.EXERCISE) for item in items):
        last = found.sets[-1]
        found.sets[-1] = replace(last, lift_set=with_load(last.lift_set, items, found.notes))
        if last.lift_set.rest_s is None:
            _rest_alike(found)


def _rest_alike(found: Prescription) -> None:
    """Let the rest behind sets that are listed one by one speak of all of them."""
    last = found.sets[-1].lift_set
    for at in range(len(found.sets) - 2, -1, -1):
        listed = found.sets[at].lift_set
        if last.rest_s is None or (listed.sets, listed.exercise) != (1, last.exercise):
            return
        if listed.rest_s is None:
            found.sets[at] = replace(found.sets[at], lift_set=replace(listed, rest_s=last.rest_s))
