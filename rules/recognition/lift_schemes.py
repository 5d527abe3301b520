"""Sets × reps as they are written: "5x5", "3 sets of 8", "100 kg x 5 x 3", "5 @ 85%"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from rules.recognition.items import Item, Kind
from rules.recognition.senses import Sense
from rules.workout import Span

MAX_SETS = 30
# A bare number behind sets and reps is a load from here on: "3x5 140".
BARE_LOAD_FROM_KG = 20.0
_MAX_BARE_LOAD = 600.0
# Plates in pounds make loads that end in a five (135, 225, 315); in kilograms few do.
_POUNDS_FROM, _POUNDS_STEP, _POUNDS_END = 95.0, 10.0, 5.0
_REP_SERIES_FROM = 7.0
_MIN_LISTED_SETS = 3
_LOWEST_RPE, _HIGHEST_RPE = 5.0, 10.0
_REPS = frozenset({Kind.NUMBER, Kind.TIME, Kind.DISTANCE, Kind.CLOCK})


@dataclass(slots=True)
class Scheme:
    """Sets × reps as found in a clause; `first` and `after` are the items that it takes."""

    sets: int | None
    reps: Span | None
    first: int
    after: int
    load_kg: float | None = None
    percent: float | None = None


def schemes_of(items: list[Item], every_minute: int | None) -> list[Scheme]:
    """The sets × reps of a clause; `every_minute` counts the sets where only reps are told."""
    schemes: list[Scheme] = []
    at = 0
    while at < len(items):
        scheme = _scheme_at(items, at, every_minute)
        if scheme is None:
            at += 1
        else:
            schemes.append(scheme)
            at = scheme.after
    return schemes


def _scheme_at(items: list[Item], at: int, every_minute: int | None) -> Scheme | None:
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
        return Scheme(None, Span(item.low, item.high), at, at + 1)
    for sense, reps in ((Sense.SINGLE, 1), (Sense.DOUBLE, 2), (Sense.TRIPLE, 3)):
        if item.has(sense):
            return Scheme(1, Span(reps, reps), at, at + 1)
    return None


def rounds_of(items: list[Item]) -> int | None:
    """The 3 of "3 rounds of:" and of "3 sets of:" above a list; the exercises follow."""
    for i, (before, item) in enumerate(pairwise(items)):
        if before.kind is not Kind.NUMBER or not 0 < before.high <= MAX_SETS:
            continue
        heads = all(after.has(Sense.OF) or after.sign == ":" for after in items[i + 2 :])
        if item.has(Sense.ROUNDS) or (item.has(Sense.SETS) and heads and len(items) > i + 2):
            return round(before.high)
    return None


def _is(items: list[Item], at: int, kind: Kind) -> bool:
    return at < len(items) and items[at].kind is kind


def _times(items: list[Item], at: int) -> Scheme | None:
    """Like "5x5", "3x8-10", "4xAMRAP", "3x45s", "5x5x100kg"."""
    if not _is(items, at + 1, Kind.X) or at + 2 >= len(items):
        return None
    reps = items[at + 2]
    if reps.kind not in _REPS and not reps.has(Sense.AMRAP):
        return None
    span = Span(reps.low, reps.high) if reps.kind is Kind.NUMBER else None
    scheme = Scheme(round(items[at].high), span, at, at + 3)
    if _is(items, at + 3, Kind.X) and at + 4 < len(items):
        load = items[at + 4]
        if load.kind is Kind.LOAD or load.kind is Kind.NUMBER:
            scheme.load_kg, scheme.after = load.low, at + 5
    return scheme


def _reps_at_load(items: list[Item], at: int) -> Scheme | None:
    """Like "5@225", "5 reps @ 85%", "8@7": a set at a load, a percentage or an effort."""
    if at > 0 and items[at - 1].kind is Kind.X:
        return None
    behind = at + 2 if at + 1 < len(items) and items[at + 1].has(Sense.REPS) else at + 1
    if behind + 1 >= len(items) or not items[behind].has(Sense.AT):
        return None
    load, reps = items[behind + 1], items[at]
    if reps.high > MAX_SETS:
        return None
    scheme = Scheme(1, Span(reps.low, reps.high), at, behind)
    if load.kind in {Kind.PERCENT, Kind.LOAD} or _is_rpe(load):
        return scheme  # the load is read like that of any other scheme
    if load.kind is not Kind.NUMBER or not BARE_LOAD_FROM_KG <= load.low <= _MAX_BARE_LOAD:
        return None
    scheme.load_kg, scheme.after = _bare_kg(load.low), behind + 2
    return scheme


def _is_rpe(item: Item) -> bool:
    return item.kind is Kind.NUMBER and _LOWEST_RPE <= item.low <= item.high <= _HIGHEST_RPE


def _bare_load_first(items: list[Item], at: int) -> Scheme | None:
    """Like "185x5x3" and "225x5": nobody does more than thirty sets, so it is the load."""
    if not MAX_SETS < items[at].high <= _MAX_BARE_LOAD:
        return None
    scheme = _load_first(items, at)
    if scheme is None or scheme.reps is None or scheme.reps.high > MAX_SETS:
        return None
    scheme.load_kg = _bare_kg(items[at].low)
    return scheme


def _bare_kg(load: float) -> float | None:
    """The load in kilograms; None where it may be pounds."""
    pounds = load >= _POUNDS_FROM and load % _POUNDS_STEP == _POUNDS_END
    return None if pounds else load


def _sets_of(items: list[Item], at: int) -> Scheme | None:
    """Like "3 sets of 8-10 reps", "4 sets x 8", "3 rounds of 12"."""
    if at + 1 >= len(items) or not (
        items[at + 1].has(Sense.SETS) or items[at + 1].has(Sense.ROUNDS)
    ):
        return None
    behind = at + 2
    if behind < len(items) and (items[behind].has(Sense.OF) or items[behind].kind is Kind.X):
        behind += 1
    if not _is(items, behind, Kind.NUMBER):
        named = any(item.has(Sense.EXERCISE) for item in items[:at])
        return Scheme(round(items[at].high), None, at, at + 2) if named else None
    reps = items[behind]
    return Scheme(round(items[at].high), Span(reps.low, reps.high), at, behind + 1)


def _listed(items: list[Item], at: int) -> Scheme | None:
    """Like "5 5 5 5 5+": a set each."""
    after = at
    while _is(items, after, Kind.NUMBER):
        after += 1
    if after - at < _MIN_LISTED_SETS:
        return None
    reps = [item.low for item in items[at:after]]
    return Scheme(after - at, Span(min(reps), max(reps)), at, after)


def _counted(items: list[Item], at: int, every_minute: int | None) -> Scheme | None:
    """Like "1 snatch" in an EMOM; "50 leg curls", whose sets are not told."""
    if at + 1 >= len(items) or not items[at + 1].has(Sense.EXERCISE):
        return None
    reps = items[at]
    return Scheme(every_minute, Span(reps.low, reps.high), at, at + 1)


def _load_first(items: list[Item], at: int) -> Scheme | None:
    """Like "100 kg x 5 x 3" (load × reps × sets), "70% x3"."""
    if not (_is(items, at + 1, Kind.X) and _is(items, at + 2, Kind.NUMBER)):
        return None
    reps = items[at + 2]
    scheme = Scheme(1, Span(reps.low, reps.high), at, at + 3)
    if items[at].kind is Kind.PERCENT:
        scheme.percent = items[at].middle
    else:
        scheme.load_kg = items[at].low
    if _is(items, at + 3, Kind.X) and _is(items, at + 4, Kind.NUMBER):
        scheme.sets, scheme.after = round(items[at + 4].high), at + 5
    return scheme
