"""Races told by a name alone: "10 km de Lyon", "Berlin Half"; "Bristol 10K" is a mere run.

Only where the title holds nothing else: no other word, no other figure but a year.
"""

from __future__ import annotations

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.senses import Entry, Sense, Strength

_CLASSIC_M = (5000, 10_000, 15_000, 20_000, 21_097, 42_195, 50_000, 100_000, 16_093, 8047)
_TOLERANCE_M = 110.0
_MOST_NAME_WORDS, _LONGEST_ARTICLE = 3, 3
_REMARKS = frozenset({"-", ",", "("})
_AMOUNT_OF = "of"  # "10k of savings"
_FIRST_YEAR, _LAST_YEAR = 2000.0, 2100.0
_RUN = Entry(frozenset({Sense.RUN}), Strength.LIKELY, before_names=True)
_RACE = Entry(frozenset({Sense.RACE}), Strength.LIKELY, before_names=True)


def with_named_race(title: Reading) -> Reading:
    """The title with its one distance or race word taken for a race where a name stands by it."""
    head = _without_remark(title.items)
    names = [item for item in title.items if item.kind is Kind.WORD]
    other = any(name.entry is not None for name in names)  # "Salary 10k", "Info Marathon"
    if other or not 0 < len(names) <= _MOST_NAME_WORDS:
        return title
    telling = [item for item in head if not _is_aside(item)]
    races = [item for item in telling if _is_race(title, item)]
    if len(races) != 1 or len(telling) != len(names) + 1:
        return title
    if telling[0] is races[0] and _is_ordinary(races[0], title.items):
        return title
    if not _stand_together(telling, names) or _is_label(telling[0], title.items, names):
        return title
    if not all(title.text.shown[name.start].isupper() for name in names):
        return title
    race = races[0]
    entry = _RACE if _is_surely_race(race, title) else _RUN
    items = [item._replace(entry=entry) if item is race else item for item in title.items]
    return title._replace(items=items)


def _without_remark(items: list[Item]) -> list[Item]:
    """The items up to a dash or a comma behind which only a time of day is told: "- 9am start"."""
    cut = next((i for i, item in enumerate(items) if item.sign in _REMARKS), len(items))
    plain = all(item.kind is Kind.SIGN or item.has(Sense.FILLER) for item in items[cut:])
    return items[:cut] if plain else items


def _is_aside(item: Item) -> bool:
    """What may stand in the name of a race: "de", "La", a year, a hyphen."""
    if item.has(Sense.NAMED_RACE):
        return False  # "HM" fills in other languages
    article = item.has(Sense.FILLER) and item.end - item.start <= _LONGEST_ARTICLE
    if item.kind is Kind.NUMBER:
        return _FIRST_YEAR <= item.low <= _LAST_YEAR
    return article or item.has(Sense.OF) or item.has(Sense.AT) or item.sign in {"-", "'", ":", ","}


def _is_race(title: Reading, item: Item) -> bool:
    if item.has(Sense.NAMED_RACE):
        return True
    if item.kind is not Kind.DISTANCE or item.low != item.high:
        return False
    if "10-k" in title.text.folded:
        return False  # a company's annual report
    return any(abs(item.low - race) < _TOLERANCE_M for race in _CLASSIC_M)


def _is_surely_race(race: Item, title: Reading) -> bool:
    """Whether a race's own word or a place's "de" tells it: "Anna 10 km" may be anything."""
    of_place = (item.has(Sense.OF) and title.shown(item) != _AMOUNT_OF for item in title.items)
    return race.has(Sense.NAMED_RACE) or any(of_place)


def _is_ordinary(race: Item, items: list[Item]) -> bool:
    """Whether "half" stands before the name without an "of": "Berlin Half", but no "Half Term"."""
    ordinary = race.entry is not None and race.entry.strength is Strength.NONE
    return ordinary and not any(item.has(Sense.OF) for item in items)


def _is_label(first: Item, items: list[Item], names: list[Item]) -> bool:
    """Whether a name stands in front like a heading: "Kitchen: 10k", but not "10 km: Bristol"."""
    return first in names and any(item.sign in {":", ","} for item in items)


def _stand_together(telling: list[Item], names: list[Item]) -> bool:
    """Whether the race stands before or behind the whole name, not inside it."""
    return telling[0] not in names or telling[-1] not in names


def is_announced_race(title: Reading) -> bool:
    """Whether a title begins with "Race" and names one: "Race: Berlin Half Marathon"."""
    items = title.items
    if not items or not items[0].has(Sense.RACE) or items[0].has(Sense.NAMED_RACE):
        return False
    return any(item.has(Sense.NAMED_RACE) or _is_race(title, item) for item in items[1:])
