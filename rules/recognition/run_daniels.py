"""Daniels' plans count in miles where they say nothing: "2E + 3 x 1T w/ 1 min rests + 2E"."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.quantity_units import METERS_PER_MILE
from rules.recognition.senses import Sense, Strength

_LONGEST_REP, _LONGEST_PART, _CHAIN = 3.0, 12.0, 2
_METERS_FROM = 100.0
_MEASURES = frozenset({Kind.DISTANCE, Kind.TIME})
_RESTS = (Sense.RECOVERY, Sense.JOG)
_IN_MILES = (Sense.TEMPO_RUN, Sense.STEADY_RUN, Sense.EASY_RUN)


def with_daniels_miles(items: list[Item]) -> list[Item] | None:
    """The items with bare numbers before his letters made miles, where miles are repeated.

    None where the numbers may be miles or minutes, and the rests would be taken for the work.
    """
    reps = [at for at in range(2, len(items)) if _is_rep(items, at)]
    parts = [at for at in range(len(items)) if _is_lettered(items, at)]
    if not reps:
        return None if len(parts) >= _CHAIN and _only_rests_are_told(items) else items
    if not all(_is_in_miles(items, at) for at in reps) or any(
        items[at].high > _LONGEST_PART for at in parts
    ):
        return None
    chosen = frozenset(parts)
    return [_as_miles(item) if at in chosen else item for at, item in enumerate(items)]


def _is_rep(items: list[Item], at: int) -> bool:
    """Whether it is the 1 of "3 x 1T"."""
    counted = items[at - 1].kind is Kind.X and items[at - 2].kind is Kind.NUMBER
    return counted and _is_lettered(items, at)


def _is_in_miles(items: list[Item], at: int) -> bool:
    letter = items[at + 1]
    return items[at].high <= _LONGEST_REP and any(letter.has(sense) for sense in _IN_MILES)


def _only_rests_are_told(items: list[Item]) -> bool:
    """Whether nothing but rests has a unit: "2E + 3T w/ 1 min rest + 2T"."""
    told = [at for at, item in enumerate(items) if item.kind in _MEASURES]
    return bool(told) and all(
        at + 1 < len(items) and any(items[at + 1].has(sense) for sense in _RESTS) for at in told
    )


def _is_lettered(items: list[Item], at: int) -> bool:
    """Whether a bare number stands before one of the letters."""
    if items[at].kind is not Kind.NUMBER or items[at].high >= _METERS_FROM:
        return False
    after = items[at + 1] if at + 1 < len(items) else None
    if after is None or after.entry is None or after.end - after.start != 1:
        return False
    told = after.entry.strength is Strength.FRAGILE
    return told and any(after.has(sense) for sense in (*_IN_MILES, Sense.INTERVALS))


def _as_miles(item: Item) -> Item:
    low, high = item.low * METERS_PER_MILE, item.high * METERS_PER_MILE
    return item._replace(kind=Kind.DISTANCE, low=low, high=high, miles=True)
