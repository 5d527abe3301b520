"""Ladders of a run: "1200-800-400", "400/800/1200 m", "1-2-3-2-1 min"."""

from __future__ import annotations

import re

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.lexicon import LEXICON

_NUMBER = re.compile(r"\d{1,9}")
_UNIT = re.compile(r"[a-z']{1,12}$")
_SHORTEST_M, _LONGEST_M, _LONGEST_MEASURED_M, _STEP_M = 200.0, 5000.0, 2000.0, 100.0
_LEAST_RUNGS, _MOST_RUNGS = 3, 12
_LONGEST_RUNG_S = 2400.0
_MINUTE_S, _METERS_FROM = 60.0, 100.0
_JOINTS = frozenset({"/", ",", "-"})


def is_ladder(item: Item) -> bool:
    """Whether the numbers strung together are distances of the track."""
    return item.kind is Kind.SERIES and _is_track(item.low) and _is_track(item.high)


def _is_track(meters: float) -> bool:
    return _SHORTEST_M <= meters <= _LONGEST_M and meters % _STEP_M == 0


def with_ladders(items: list[Item]) -> list[Item]:
    """The items with distances of the track made one item where a sign joins them."""
    if sum(_is_track(item.low) for item in items) < _LEAST_RUNGS:
        return items
    told: list[Item] = []
    at = 0
    while at < len(items):
        behind = _end_of_ladder(items, at)
        if behind:
            rungs = items[at:behind:2]
            low, high = min(rung.low for rung in rungs), max(rung.high for rung in rungs)
            told.append(Item(Kind.SERIES, items[at].start, rungs[-1].end, low, high))
        else:
            told.append(items[at])
        at = behind or at + 1
    return told


def _end_of_ladder(items: list[Item], at: int) -> int:
    """The index behind the ladder that begins here; 0 where none does."""
    if at and items[at - 1].kind is Kind.X:
        return 0
    behind = at
    sign = items[at + 1].sign if at + 1 < len(items) else ""
    while sign in _JOINTS and _is_rung(items, behind):
        if behind + 2 >= len(items) or items[behind + 1].sign != sign:
            break
        behind += 2
    counted = behind + 1 < len(items) and items[behind + 1].kind is Kind.X
    enough = behind - at >= (_LEAST_RUNGS - 1) * 2
    return behind + 1 if enough and not counted and _is_rung(items, behind) else 0


def _is_rung(items: list[Item], at: int) -> bool:
    item = items[at]
    single = item.low == item.high and not item.miles
    measured = item.kind is Kind.DISTANCE and item.low <= _LONGEST_MEASURED_M
    return single and _is_track(item.low) and (item.kind is Kind.NUMBER or measured)


def rungs(reading: Reading, item: Item) -> list[Item]:
    """The parts of a ladder, each a distance or a time; none where the unit is not told."""
    shown = reading.text.folded[item.start : item.end + 1].rstrip(" .,;)")
    values = [float(value) for value in _NUMBER.findall(shown)][:_MOST_RUNGS]
    unit = _UNIT.search(shown)
    factor = _factor(unit.group().strip() if unit else "", min(values, default=0.0))
    if factor is None or len(values) < _LEAST_RUNGS or min(values) <= 0:
        return []
    kind, per_unit = factor
    found = [Item(kind, item.start, item.end, v * per_unit, v * per_unit) for v in values]
    sensible = all(one.kind is Kind.DISTANCE or one.low <= _LONGEST_RUNG_S for one in found)
    return found if sensible else []


def _factor(unit: str, least: float) -> tuple[Kind, float] | None:
    if unit == "'" or (unit == "m" and least < _METERS_FROM):
        return Kind.TIME, _MINUTE_S
    if unit in LEXICON.meters:
        return Kind.DISTANCE, LEXICON.meters[unit]
    if unit in LEXICON.seconds:
        return Kind.TIME, LEXICON.seconds[unit]
    return (Kind.DISTANCE, 1.0) if not unit and least >= _METERS_FROM else None
