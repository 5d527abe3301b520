"""One clause of a run's prescription: "8 x 400 m @ 5k pace w/ 200 m jog", "20' E"."""

from __future__ import annotations

from dataclasses import dataclass

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.quantities import PLURAL
from rules.recognition.senses import RUN_TYPES, Sense
from rules.workout import Recovery, RunSegment

METERS_PER_MILE = 1609.344
_MAX_REPEATS = 100
_BARE_METERS_FROM, _BARE_METERS_TO = 100.0, 5000.0
_LONGEST_TIMED_REP_M = 3200.0
_SLOWEST_S_PER_KM, _FASTEST_S_PER_KM = 900.0, 120.0
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
        if by_count and items[at + 2].kind is Kind.NUMBER:
            return Measure(round(items[at + 2].low), item, at, at + 3)
        return Measure(1, item, at, at + 1)
    if item.kind is not Kind.NUMBER or at + 2 >= len(items) or item.high > _MAX_REPEATS:
        return None
    if items[at + 1].kind is not Kind.X:
        return None
    rep = items[at + 2]
    if rep.kind is Kind.NUMBER and _BARE_METERS_FROM <= rep.low <= _BARE_METERS_TO:
        rep = rep._replace(kind=Kind.DISTANCE)
    return Measure(round(item.low), rep, at, at + 3) if rep.kind in _MEASURES else None


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
    if any(item.has(Sense.WARM_UP) for item in items):
        return "warm up"
    if any(item.has(Sense.COOL_DOWN) for item in items):
        return "cool down"
    named = next((i for i in items if i.kind is Kind.INTENSITY), None)
    named = named or next((i for i in items if i.has(Sense.STRIDES)), None)
    named = named or next((i for i in items if _is_type(i)), None)
    if named is not None:
        shown = " ".join(reading.shown(named).split())
        return shown if shown.isupper() or named.kind is Kind.INTENSITY else shown.lower()
    return manner(items)


def _is_type(item: Item) -> bool:
    return item.entry is not None and any(sense in RUN_TYPES for sense in item.entry.senses)


def manner(items: list[Item]) -> str | None:
    """Jogged, walked or floated."""
    for sense, word in ((Sense.JOG, "jog"), (Sense.WALKING, "walk"), (Sense.FLOAT, "float")):
        if any(item.has(sense) for item in items):
            return word
    return None


def _pace(behind: list[Item], measure: Measure) -> tuple[float | None, float | None]:
    """Seconds per kilometer and the time of the measure, as far as the words behind it tell."""
    for i, item in enumerate(behind):
        if item.kind is Kind.PACE:
            return item.low, None
        if item.kind not in {Kind.CLOCK, Kind.TIME} or i == 0 or not behind[i - 1].has(Sense.AT):
            continue
        return _clock_pace(item, measure)
    return None, None


def _clock_pace(item: Item, measure: Measure) -> tuple[float | None, float | None]:
    """Like "3:20" behind a repeat is its time; behind a long distance it is a pace of its unit."""
    if measure.item.kind is not Kind.DISTANCE:
        return (item.low, None) if item.kind is Kind.CLOCK else (None, None)
    meters = measure.item.middle
    per_unit = item.low * 1000.0 / (METERS_PER_MILE if measure.item.miles else 1000.0)
    per_rep = item.low * 1000.0 / meters
    if measure.repeat > 1 and meters <= _LONGEST_TIMED_REP_M and _runnable(per_rep):
        return per_rep, item.low
    if _runnable(per_unit) and item.kind is Kind.CLOCK and not _runnable(per_rep):
        return per_unit, None
    return (per_rep, item.low) if _runnable(per_rep) else (None, None)


def _runnable(pace_s_per_km: float) -> bool:
    return _FASTEST_S_PER_KM <= pace_s_per_km <= _SLOWEST_S_PER_KM


def recovery(reading: Reading, items: list[Item]) -> Recovery | None:
    """The recovery that the items tell: "400m jog rest", "r2'", "(200 jog)", "walk down"."""
    how = manner(items) or _easy(reading, items)
    if how is None and not any(item.has(Sense.RECOVERY) for item in items):
        return None
    for item in items:
        if item.kind is Kind.DISTANCE or _is_bare_meters(item):
            return Recovery(distance_m=float(round(item.middle)), intensity=how)
        if item.kind in {Kind.TIME, Kind.CLOCK}:
            return Recovery(duration_s=item.middle, intensity=how)
    return Recovery(intensity=how) if how is not None else None


def _easy(reading: Reading, items: list[Item]) -> str | None:
    item = next((item for item in items if item.has(Sense.EASY_RUN)), None)
    if item is None:
        return None
    return reading.shown(item) if item.has(Sense.ZONE) else "easy"


def _is_bare_meters(item: Item) -> bool:
    return item.kind is Kind.NUMBER and _BARE_METERS_FROM <= item.low <= _BARE_METERS_TO
