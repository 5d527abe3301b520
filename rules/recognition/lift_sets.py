"""The prescription of a lift: "Squat 5x5 @ 80%, rest 3 min", "3 sets of 8 RPE 8", "225lb 5x5"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from rules.recognition.clauses import clauses, skip_line
from rules.recognition.exercises import EXERCISES, Exercise
from rules.recognition.items import Item, Kind, Reading
from rules.recognition.senses import Sense
from rules.workout import LiftSet, Span

_MAX_SETS, _MAX_REPS, _MAX_PERCENT, _MAX_RPE = 30, 200, 120.0, 10.0
# A bare number behind sets and reps is a load from here on: "3x5 140".
_BARE_LOAD_FROM_KG = 20.0
_MAX_BARE_LOAD = 600.0
# Plates in pounds make loads that end in a five (135, 225, 315); in kilograms few do.
_POUNDS_FROM, _POUNDS_STEP, _POUNDS_END = 95.0, 10.0, 5.0
_REP_SERIES_FROM = 7.0
_MIN_LISTED_SETS = 3
_LONGEST_REST_S, _LONGEST_EMOM_MIN = 1800.0, 120
_LOADS = frozenset({Kind.LOAD, Kind.PERCENT})
_REPS = frozenset({Kind.NUMBER, Kind.TIME, Kind.DISTANCE, Kind.CLOCK})


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


@dataclass(slots=True)
class _Scheme:
    """Sets × reps as found in a clause; `first` and `after` are the items that it takes."""

    sets: int | None
    reps: Span | None
    first: int
    after: int
    load_kg: float | None = None
    percent: float | None = None


def read_sets(reading: Reading) -> Prescription:
    """The sets that the items prescribe, in order."""
    found = Prescription()
    if not reading.items:
        return found
    exercise: Item | None = None
    every_minute: int | None = None
    rounds: int | None = None
    for clause in clauses(reading.items):
        items = skip_line(clause)
        every_minute = _every_minute(items) or every_minute
        found.minutes = every_minute
        named = [item for item in items if item.has(Sense.EXERCISE)]
        rounds = _rounds(items) or rounds
        schemes = _schemes(items, every_minute or rounds)
        if not schemes and rounds is not None and len(named) == 1:
            schemes = [_Scheme(rounds, None, items.index(named[0]), items.index(named[0]) + 1)]
        if not schemes:
            _refine_last(found, items)
        for at, scheme in enumerate(schemes):
            exercise = named[min(at, len(named) - 1)] if named else exercise
            end = schemes[at + 1].first if at + 1 < len(schemes) else len(items)
            _add(found, scheme, exercise, _Clause(reading, items, end))
        if named:
            exercise = named[-1]
    return found


def _every_minute(items: list[Item]) -> int | None:
    """The minutes of "EMOM 10'"."""
    if not any(item.has(Sense.EMOM) for item in items):
        return None
    return next((round(item.low / 60) for item in items if _is_emom(item)), None)


def _is_emom(item: Item) -> bool:
    return item.kind is Kind.TIME and item.low <= _LONGEST_EMOM_MIN * 60.0


def _schemes(items: list[Item], every_minute: int | None) -> list[_Scheme]:
    schemes: list[_Scheme] = []
    at = 0
    while at < len(items):
        scheme = _scheme_at(items, at, every_minute)
        if scheme is None:
            at += 1
        else:
            schemes.append(scheme)
            at = scheme.after
    return schemes


def _scheme_at(items: list[Item], at: int, every_minute: int | None) -> _Scheme | None:
    item = items[at]
    if item.kind is Kind.NUMBER:
        return (
            _reps_at_load(items, at)
            or _bare_load_first(items, at)
            or _times(items, at)
            or _sets_of(items, at)
            or _listed(items, at)
            or _counted(items, at, every_minute)
        )
    if item.kind in {Kind.LOAD, Kind.PERCENT}:
        return _load_first(items, at)
    if item.kind is Kind.SERIES and item.high >= _REP_SERIES_FROM:
        return _Scheme(None, Span(item.low, item.high), at, at + 1)
    for sense, reps in ((Sense.SINGLE, 1), (Sense.DOUBLE, 2), (Sense.TRIPLE, 3)):
        if item.has(sense):
            return _Scheme(1, Span(reps, reps), at, at + 1)
    return None


def _rounds(items: list[Item]) -> int | None:
    """The 3 of "3 rounds of:" and of "3 sets of:" above a list; the exercises follow."""
    for i, (before, item) in enumerate(pairwise(items)):
        if before.kind is not Kind.NUMBER or not 0 < before.high <= _MAX_SETS:
            continue
        heads = all(after.has(Sense.OF) or after.sign == ":" for after in items[i + 2 :])
        if item.has(Sense.ROUNDS) or (item.has(Sense.SETS) and heads and len(items) > i + 2):
            return round(before.high)
    return None


def _is(items: list[Item], at: int, kind: Kind) -> bool:
    return at < len(items) and items[at].kind is kind


def _times(items: list[Item], at: int) -> _Scheme | None:
    """Like "5x5", "3x8-10", "4xAMRAP", "3x45s", "5x5x100kg"."""
    if not _is(items, at + 1, Kind.X) or at + 2 >= len(items):
        return None
    reps = items[at + 2]
    if reps.kind not in _REPS and not reps.has(Sense.AMRAP):
        return None
    span = Span(reps.low, reps.high) if reps.kind is Kind.NUMBER else None
    scheme = _Scheme(round(items[at].high), span, at, at + 3)
    if _is(items, at + 3, Kind.X) and at + 4 < len(items):
        load = items[at + 4]
        if load.kind is Kind.LOAD or load.kind is Kind.NUMBER:
            scheme.load_kg, scheme.after = load.low, at + 5
    return scheme


def _reps_at_load(items: list[Item], at: int) -> _Scheme | None:
    """Like "5@225": a set of five with 225 on the bar."""
    counted = at > 0 and items[at - 1].kind is Kind.X
    if counted or at + 2 >= len(items) or not items[at + 1].has(Sense.AT):
        return None
    load, reps = items[at + 2], items[at]
    heavy = load.kind is Kind.NUMBER and load.low >= _BARE_LOAD_FROM_KG
    if not heavy or reps.high > _MAX_SETS or load.high > _MAX_BARE_LOAD:
        return None
    return _Scheme(1, Span(reps.low, reps.high), at, at + 3, _bare_kg(load.low))


def _bare_load_first(items: list[Item], at: int) -> _Scheme | None:
    """Like "185x5x3" and "225x5": nobody does more than thirty sets, so it is the load."""
    if not _MAX_SETS < items[at].high <= _MAX_BARE_LOAD:
        return None
    scheme = _load_first(items, at)
    if scheme is None or scheme.reps is None or scheme.reps.high > _MAX_SETS:
        return None
    scheme.load_kg = _bare_kg(items[at].low)
    return scheme


def _bare_kg(load: float) -> float | None:
    """The load in kilograms; None where it may be pounds."""
    pounds = load >= _POUNDS_FROM and load % _POUNDS_STEP == _POUNDS_END
    return None if pounds else load


def _sets_of(items: list[Item], at: int) -> _Scheme | None:
    """Like "3 sets of 8-10 reps", "4 sets x 8", "3 rounds of 12"."""
    if at + 2 >= len(items) or not (
        items[at + 1].has(Sense.SETS) or items[at + 1].has(Sense.ROUNDS)
    ):
        return None
    behind = at + 2
    if items[behind].has(Sense.OF) or items[behind].kind is Kind.X:
        behind += 1
    if not _is(items, behind, Kind.NUMBER):
        return None
    reps = items[behind]
    return _Scheme(round(items[at].high), Span(reps.low, reps.high), at, behind + 1)


def _listed(items: list[Item], at: int) -> _Scheme | None:
    """Like "5 5 5 5 5+": a set each."""
    after = at
    while _is(items, after, Kind.NUMBER):
        after += 1
    if after - at < _MIN_LISTED_SETS:
        return None
    reps = [item.low for item in items[at:after]]
    return _Scheme(after - at, Span(min(reps), max(reps)), at, after)


def _counted(items: list[Item], at: int, every_minute: int | None) -> _Scheme | None:
    """Like "1 snatch" in an EMOM; "50 leg curls", whose sets are not told."""
    if at + 1 >= len(items) or not items[at + 1].has(Sense.EXERCISE):
        return None
    reps = items[at]
    return _Scheme(every_minute, Span(reps.low, reps.high), at, at + 1)


def _load_first(items: list[Item], at: int) -> _Scheme | None:
    """Like "100 kg x 5 x 3" (load × reps × sets), "70% x3"."""
    if not (_is(items, at + 1, Kind.X) and _is(items, at + 2, Kind.NUMBER)):
        return None
    reps = items[at + 2]
    scheme = _Scheme(1, Span(reps.low, reps.high), at, at + 3)
    if items[at].kind is Kind.PERCENT:
        scheme.percent = items[at].middle
    else:
        scheme.load_kg = items[at].low
    if _is(items, at + 3, Kind.X) and _is(items, at + 4, Kind.NUMBER):
        scheme.sets, scheme.after = round(items[at + 4].high), at + 5
    return scheme


@dataclass(frozen=True, slots=True)
class _Clause:
    """The items of a clause; what lies before `end` speaks of the scheme at hand."""

    reading: Reading
    items: list[Item]
    end: int


def _add(found: Prescription, scheme: _Scheme, exercise: Item | None, clause: _Clause) -> None:
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
    lift_set = _with_load(lift_set, before + items[scheme.after : clause.end], found.notes)
    known = exercise.entry.exercise if exercise and exercise.entry else None
    found.sets.append(Prescribed(lift_set, known))


def _is_absurd(scheme: _Scheme) -> bool:
    if scheme.sets is not None and not 0 < scheme.sets <= _MAX_SETS:
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
        found.sets[-1] = replace(last, lift_set=_with_load(last.lift_set, items, found.notes))


def _with_load(lift_set: LiftSet, items: list[Item], notes: list[str]) -> LiftSet:
    """Add the load, the effort and the rest that the items tell."""
    for i in range(len(items)):
        lift_set = _one_load(lift_set, items, i, notes)
    return lift_set


def _one_load(lift_set: LiftSet, items: list[Item], at: int, notes: list[str]) -> LiftSet:
    item = items[at]
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if item.kind in {Kind.TIME, Kind.CLOCK}:
        return _rest(lift_set, items, at, notes)
    if item.kind is Kind.PERCENT and lift_set.percent_1rm is None:
        return _percent(lift_set, item, before, notes)
    if item.kind is Kind.LOAD and lift_set.load_kg is None:
        pair = before is not None and before.kind is Kind.X and at > 1
        count = items[at - 2].low if pair else 1.0
        return replace(lift_set, load_kg=round(item.low * count, 1))
    if item.kind is not Kind.NUMBER:
        return lift_set
    return _effort(lift_set, item, before, after)


def _percent(lift_set: LiftSet, item: Item, before: Item | None, notes: list[str]) -> LiftSet:
    if before is not None and before.sign == "-":
        return lift_set  # a back-off: so much less than the set before
    if item.high > _MAX_PERCENT:
        notes.append(f"not taken, beyond any measure: {item.high:g} % 1RM")
        return lift_set
    return replace(lift_set, percent_1rm=item.middle)


def _effort(lift_set: LiftSet, item: Item, before: Item | None, after: Item | None) -> LiftSet:
    """RPE, RIR or a bare load, told by the word beside the number."""
    if (after is not None and after.has(Sense.RIR)) or (
        before is not None and before.has(Sense.RIR)
    ):
        return replace(lift_set, rir=item.middle)
    if before is not None and before.has(Sense.RPE) and item.high <= _MAX_RPE:
        return replace(lift_set, rpe=item.middle)
    if after is not None and after.kind is Kind.X:
        return lift_set
    at_sign = before is not None and before.has(Sense.AT)
    if at_sign and item.high <= _MAX_RPE:
        return replace(lift_set, rpe=item.middle)
    bare = before is None or at_sign
    if bare and item.low >= _BARE_LOAD_FROM_KG and lift_set.load_kg is None:
        return replace(lift_set, load_kg=item.low)
    return lift_set


def _rest(lift_set: LiftSet, items: list[Item], at: int, notes: list[str]) -> LiftSet:
    """A time beside a word for rest; "45 s" alone may be a hold and is left."""
    item = items[at]
    near = items[max(0, at - 2) : at] + items[at + 1 : at + 2]
    if lift_set.rest_s is None and any(n.has(Sense.RECOVERY) for n in near):
        if item.high > _LONGEST_REST_S:
            notes.append(f"not taken, beyond any measure: {item.high / 60.0:g} min of rest")
            return lift_set
        return replace(lift_set, rest_s=Span(item.low, item.high))
    return lift_set
