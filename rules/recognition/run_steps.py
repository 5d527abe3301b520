"""One clause of a run's prescription: "8 x 400 m @ 5k pace w/ 200 m jog", "20' E"."""

from __future__ import annotations

from dataclasses import dataclass

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.quantity_units import PLURAL
from rules.recognition.senses import RUN_TYPES, Sense
from rules.workout import RunSegment

METERS_PER_MILE = 1609.344
_MAX_REPEATS = 100
_BARE_METERS_FROM, _BARE_METERS_TO = 100.0, 5000.0
_LONGEST_TIMED_REP_M = 3200.0
_SLOWEST_S_PER_KM, _FASTEST_S_PER_KM = 900.0, 120.0
_FASTEST_REP_S_PER_KM, _FAST_S_PER_KM = 165.0, 180.0
_MEASURES = frozenset({Kind.DISTANCE, Kind.TIME})


@dataclass(slots=True)
class Measure:
    """`repeat` times a distance or a time, found in `items[first:after]`."""

    repeat: int
    item: Item
    first: int
    after: int

    @property
    def distance_m(self) -> float | None:
        """Meters, rounded to whole ones; None for a time."""
        return None if self.item.kind is Kind.TIME else float(round(self.item.middle))

    @property
    def duration_s(self) -> float | None:
        """Seconds; None for a distance."""
        return self.item.middle if self.item.kind is Kind.TIME else None


def measures(items: list[Item]) -> list[Measure]:
    """The distances and times of a clause with their repeats, in order."""
    found: list[Measure] = []
    at = 0
    while at < len(items):
        measure = None if _is_goal_time(items, at) else _measure_at(items, at)
        if measure is None:
            at += 1
        else:
            found.append(measure)
            at = measure.after
    return found


def _is_goal_time(items: list[Item], at: int) -> bool:
    """Whether a time says how fast the distance before it is run: "13.1 mi in 1:45:00"."""
    if items[at].kind is not Kind.TIME or at <= 1 or not items[at - 1].has(Sense.AT):
        return False
    if items[at - 2].kind is Kind.DISTANCE:
        return True
    before = [item.kind for item in items[max(0, at - 3) : at - 1]]
    return before == [Kind.X, Kind.NUMBER]  # "6x1000 a 4'00"


def _measure_at(items: list[Item], at: int) -> Measure | None:
    item = items[at]
    if item.sign == PLURAL:
        return None
    if item.kind in _MEASURES:
        by_count = at + 2 < len(items) and items[at + 1].kind is Kind.X
        if by_count and _is_count(items[at + 2]):
            return Measure(round(items[at + 2].low), item, at, at + 3)
        return Measure(1, item, at, at + 1)
    if at + 2 >= len(items) or not _is_count(item):
        return None
    if items[at + 1].kind is not Kind.X:
        return None
    rep = items[at + 2]
    if rep.kind is Kind.NUMBER and _BARE_METERS_FROM <= rep.low <= _BARE_METERS_TO:
        rep = rep._replace(kind=Kind.DISTANCE)
    return Measure(round(item.low), rep, at, at + 3) if rep.kind in _MEASURES else None


def _is_count(item: Item) -> bool:
    return item.kind is Kind.NUMBER and 1 <= item.low <= item.high <= _MAX_REPEATS


def segment(reading: Reading, items: list[Item], measure: Measure, end: int) -> RunSegment:
    """The segment of a measure with what the clause up to `end` says of it."""
    behind = items[measure.after : end]
    pace, duration_s = _pace(behind, measure)
    return RunSegment(
        repeat=measure.repeat,
        distance_m=measure.distance_m,
        duration_s=duration_s or measure.duration_s,
        pace_s_per_km=pace and float(round(pace)),
        intensity=intensity(reading, behind) or intensity(reading, items[: measure.first]),
    )


def intensity(reading: Reading, items: list[Item]) -> str | None:
    """The words that say how to run: a named pace before a name, a name before a manner."""
    for sense in (Sense.WARM_UP, Sense.COOL_DOWN):
        frame = next((item for item in items if item.has(sense)), None)
        if frame is not None:
            return _written_out(reading, frame, sense)
    named = next((i for i in items if i.kind is Kind.INTENSITY), None)
    named = named or next((i for i in items if i.has(Sense.STRIDES)), None)
    named = named or next((i for i in items if _is_type(i)), None)
    if named is not None:
        shown = " ".join(reading.shown(named).split())
        return shown if shown.isupper() or named.kind is Kind.INTENSITY else shown.lower()
    return manner(reading, items) or _effort(reading, items)


def _effort(reading: Reading, items: list[Item]) -> str | None:
    """The athlete's own word for fast running: "hard", "forte"."""
    item = next((i for i in items if i.has(Sense.HARD) or i.has(Sense.FAST)), None)
    return None if item is None else reading.shown(item).lower()


def _is_type(item: Item) -> bool:
    return item.entry is not None and any(sense in RUN_TYPES for sense in item.entry.senses)


def manner(reading: Reading, items: list[Item]) -> str | None:
    """Jogged, walked or floated; "Trab" and "trote" stay the words of the text."""
    for sense in (Sense.JOG, Sense.WALKING, Sense.FLOAT):
        item = next((item for item in items if item.has(sense)), None)
        if item is not None:
            return _written_out(reading, item, sense)
    return None


# The English words have many forms and abbreviations; the first of each is what is shown.
_FORMS = {
    Sense.WARM_UP: ("warm up", "warm", "wu", "w/u"),
    Sense.COOL_DOWN: ("cool down", "cool", "cd", "c/d", "warm"),
    Sense.JOG: ("jog", "jg", "easy jog", "recovery jog", "rest jog", "slow jog", "light jog"),
    Sense.WALKING: ("walk", "brisk walk", "easy walk"),
    Sense.FLOAT: ("float",),
}


def _written_out(reading: Reading, item: Item, sense: Sense) -> str:
    folded = " ".join(reading.text.folded[item.start : item.end].split())
    forms = _FORMS[sense]
    return forms[0] if folded.startswith(forms) else reading.shown(item).lower()


def _pace(behind: list[Item], measure: Measure) -> tuple[float | None, float | None]:
    """Seconds per kilometer and the time of the measure, as far as the words behind it tell."""
    for i, item in enumerate(behind):
        if item.kind is Kind.PACE:
            return item.low, None
        if item.kind not in {Kind.CLOCK, Kind.TIME} or i == 0 or not behind[i - 1].has(Sense.AT):
            continue
        if i + 1 < len(behind) and behind[i + 1].has(Sense.TO):
            return None, None  # "from 5:30 to 4:30"
        return _clock_pace(item, measure)
    return None, None


def _clock_pace(item: Item, measure: Measure) -> tuple[float | None, float | None]:
    """Like "3:20" behind a repeat is its time; behind a long distance it is a pace of its unit."""
    if measure.item.kind is not Kind.DISTANCE:
        return (item.low, None) if item.kind is Kind.CLOCK else (None, None)
    meters = measure.item.middle
    per_unit = item.low * 1000.0 / (METERS_PER_MILE if measure.item.miles else 1000.0)
    per_rep = item.low * 1000.0 / meters
    if per_rep < _FASTEST_REP_S_PER_KM and per_unit >= _FAST_S_PER_KM:
        return per_unit, None  # "2 km @ 4:30" is no world record
    if measure.repeat > 1 and meters <= _LONGEST_TIMED_REP_M and _runnable(per_rep):
        return per_rep, item.low
    if _runnable(per_unit) and item.kind is Kind.CLOCK and not _runnable(per_rep):
        return per_unit, None
    return (per_rep, item.low) if _runnable(per_rep) else (None, None)


def _runnable(pace_s_per_km: float) -> bool:
    return _FASTEST_S_PER_KM <= pace_s_per_km <= _SLOWEST_S_PER_KM
