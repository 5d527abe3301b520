"""The rest between repeats as words tell it: "400m jog rest", "r2'", "(200 jog)", ", 90 s"."""

from __future__ import annotations

import re

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.run_steps import manner
from rules.recognition.senses import Sense
from rules.workout import Recovery

_BARE_METERS_FROM, _BARE_METERS_TO = 100.0, 5000.0
_LONGEST_BARE_S, _LONGEST_BARE_M = 330.0, 800.0
_EASY = "easy"
_STANDING = frozenset({"rest", "standing rest", "standing", "rests"})
_JOINTS = re.compile(r"[,;(/|]\s*$")


def recovery(reading: Reading, items: list[Item]) -> Recovery | None:
    """The recovery that the items tell: "400m jog rest", "r2'", "(200 jog)", "walk down"."""
    how = manner(reading, items) or _easy(reading, items)
    if how is None and not any(item.has(Sense.RECOVERY) for item in items):
        return None
    how = how or _standing(reading, items)
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
    shown = reading.shown(item)
    if item.has(Sense.ZONE):
        return shown
    return "easy" if _EASY in shown.lower() else shown.lower()


def _standing(reading: Reading, items: list[Item]) -> str | None:
    """Rest, which covers no ground; "recovery" does not say how."""
    for item in items:
        if item.has(Sense.RECOVERY) and reading.text.folded[item.start : item.end] in _STANDING:
            return "rest"
    return None


def bare_recovery(reading: Reading, items: list[Item], longest_m: float | None) -> Recovery | None:
    """The recovery of a clause that holds nothing else: ", 90 s", "(200 m)", "/ 60 s"."""
    if len(items) != 1 or not _JOINTS.search(reading.text.folded[: items[0].start]):
        return None
    item = items[0]
    if item.kind in {Kind.TIME, Kind.CLOCK} and item.high <= _LONGEST_BARE_S:
        return Recovery(duration_s=item.middle)
    longest_m = min(_LONGEST_BARE_M, longest_m or _LONGEST_BARE_M)
    if (item.kind is Kind.DISTANCE or _is_bare_meters(item)) and item.high <= longest_m:
        return Recovery(distance_m=float(round(item.middle)))
    return None


def _is_bare_meters(item: Item) -> bool:
    return item.kind is Kind.NUMBER and _BARE_METERS_FROM <= item.low <= _BARE_METERS_TO
