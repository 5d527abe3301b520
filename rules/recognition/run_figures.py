"""Figures of a run without their unit: "200 jog", "4 x (1000 I + 3 min)", "1:10 easy"."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.senses import Sense

_BARE_FROM_M, _BARE_TO_M, _BARE_STEP_M = 100.0, 5000.0, 50.0
_MOST_HOURS_S = 4 * 60.0  # "3:59", read as minutes and seconds
_BASE = (Sense.RECOVERY_RUN, Sense.EASY_RUN, Sense.GENERAL_AEROBIC, Sense.LONG_RUN)
_SLOW = (Sense.JOG, Sense.WALKING, Sense.FLOAT, Sense.RECOVERY)


def with_bare_meters(items: list[Item]) -> list[Item]:
    """The items with the 200 of "200 jog" and the 1000 of "4 x (1000 I + 3 min jog)" made meters.

    A clock is a time where it can be no pace: "2:30 rest", and in hours "1:10 easy".
    """
    repeated = _in_repeated_brackets(items)
    clocks = any(item.kind is Kind.CLOCK for item in items)
    told = [
        item._replace(kind=Kind.DISTANCE)
        if _is_bare_meters(items, i, in_bracket=i in repeated)
        else item
        for i, item in enumerate(items)
    ]
    return _with_times(told) if clocks else told


def _with_times(items: list[Item]) -> list[Item]:
    measured = any(item.kind is Kind.DISTANCE or item.kind is Kind.X for item in items)
    return [
        _as_time(items, i, measured=measured) if item.kind is Kind.CLOCK else item
        for i, item in enumerate(items)
    ]


def _as_time(items: list[Item], at: int, *, measured: bool) -> Item:
    item = items[at]
    if _is_part(items, at):
        return item._replace(kind=Kind.TIME)
    if item.high <= _MOST_HOURS_S and not measured and _is_length(items, at):
        return item._replace(kind=Kind.TIME, low=item.low * 60.0, high=item.high * 60.0)
    return item


def _in_repeated_brackets(items: list[Item]) -> frozenset[int]:
    """The places inside brackets behind a sign of multiplication."""
    found: set[int] = set()
    depth = 0
    for i, item in enumerate(items):
        if item.sign == "(" and (depth or (i and items[i - 1].kind is Kind.X)):
            depth += 1
        elif item.sign == ")" and depth:
            depth -= 1
        elif depth:
            found.add(i)
    return frozenset(found)


def _is_part(items: list[Item], at: int) -> bool:
    """Whether minutes and seconds are those of a part: "5 x 3:00", "warm up: 10:00"."""
    before, after = items[max(0, at - 1) : at], items[at + 1 : at + 2]
    if any(one.has(sense) for one in after for sense in _SLOW):
        return True
    if before and (before[0].kind is Kind.X or before[0].has(Sense.WITH)):
        return True
    near = (*items[max(0, at - 2) : at], *after)
    return any(one.has(Sense.WARM_UP) or one.has(Sense.COOL_DOWN) for one in near)


def _is_length(items: list[Item], at: int) -> bool:
    """Whether a clock beside the type of a run is its length, in hours and minutes."""
    before, after = items[max(0, at - 1) : at], items[at + 1 : at + 2]
    return any(item.has(sense) for item in (*before, *after) for sense in _BASE)


def _is_bare_meters(items: list[Item], at: int, *, in_bracket: bool) -> bool:
    item = items[at]
    if item.kind is not Kind.NUMBER or not _BARE_FROM_M <= item.low <= _BARE_TO_M:
        return False
    if item.low % _BARE_STEP_M or (at and items[at - 1].kind is Kind.X):
        return False
    after = items[at + 1] if at + 1 < len(items) else None
    slow = after is not None and any(after.has(sense) for sense in _SLOW)
    counts = after is not None and after.kind is Kind.X
    return slow or (in_bracket and not counts)
