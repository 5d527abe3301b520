"""Times of day told from durations: "18h30", "um 19 Uhr", "19u", "6am", "18.30".

A run of nineteen hours is none: so many hours are the time at which it begins.
"""

from __future__ import annotations

import re

from rules.recognition.items import Item, Kind
from rules.recognition.senses import Entry, Sense, Strength
from rules.recognition.text import Text

_CLOCK = Entry(frozenset({Sense.FILLER}), Strength.NONE)
_HOUR_S = 3600.0
# The longest session without a word that tells a long one, and with one, in hours.
_LONGEST, _LONGEST_TOLD = 4.0, 6.5
_LAST_HOUR = 24.0
_RACES_OF_HOURS = frozenset({6.0, 12.0, 24.0})
_BY_HOURS = re.compile(r"[\d.,: -]+(?:h|hs|u|uhr|uur|heures|horas|ore)(?:\s?\d\d)?(?:min|m)?$")
_ALWAYS_CLOCK = re.compile(r"[\d.,: -]+(?:uhr|o'?clock)")
_POINTED = re.compile(r"(?:0?[5-9]|1\d|2[0-3])\.(?:00|15|30|45)$")
_LONG = (Sense.RIDE, Sense.WALK, Sense.LONG_RUN, Sense.OTHER)
_HALF_DAY = re.compile(r"\s?[ap]\.?m\b\.?")
_LAST_OF_HALF = 12.0
_MEASURES = frozenset({Kind.X})


def with_clocks(items: list[Item], text: Text) -> list[Item]:
    """The items with each time of day as a word that is understood and tells nothing."""
    if not any(item.kind in {Kind.TIME, Kind.NUMBER, Kind.ORDINAL} for item in items):
        return items
    senses = {sense for item in items if item.entry for sense in item.entry.senses}
    told: list[Item] = []
    for at, item in enumerate(items):
        if told and told[-1].end > item.start:
            continue  # the "pm" of "6 pm"
        told.append(_as_clock(items, at, senses, text) or item)
    return told


def _as_clock(items: list[Item], at: int, senses: set[Sense], text: Text) -> Item | None:
    item = items[at]
    if at and items[at - 1].kind in _MEASURES:
        return None
    if item.kind is Kind.TIME:
        return _clock(item) if _is_hour(item, senses, text) else None
    if item.kind not in {Kind.NUMBER, Kind.ORDINAL} or item.plus:
        return None
    half = _HALF_DAY.match(text.folded, item.end)
    if half is not None and 0.0 < item.high <= _LAST_OF_HALF:
        return _clock(item._replace(end=half.end()))
    behind = items[at + 1] if at + 1 < len(items) else None
    pointed = _POINTED.match(text.folded, item.start, item.end)
    measured = behind is not None and behind.kind in _MEASURES
    return _clock(item) if pointed and not measured else None


def _clock(item: Item) -> Item:
    return Item(Kind.PHRASE, item.start, item.end, entry=_CLOCK)


def _is_hour(item: Item, senses: set[Sense], text: Text) -> bool:
    """Whether the hours are a clock's: too many for the sport, or with a word of its own."""
    words = text.folded[item.start : item.end]
    if _ALWAYS_CLOCK.match(words):
        return True
    hours = item.low / _HOUR_S
    if not _LONGEST < hours <= _LAST_HOUR or not _BY_HOURS.match(words):
        return False
    if hours in _RACES_OF_HOURS and Sense.RACE in senses:
        return False
    return hours > (_LONGEST if senses.isdisjoint(_LONG) else _LONGEST_TOLD)
