"""Who is taken to a sport does it: "Take Theo to swimming", "Mia zum Turnen fahren"."""

from __future__ import annotations

from rules.recognition.items import Item, Kind, Reading, is_capital
from rules.recognition.senses import Sense

_VERB_AND_NAME = 4


def is_escort(title: Reading) -> bool:
    """Whether a verb of taking and a name say that somebody else does the sport."""
    items = title.items
    if not items:
        return False
    if items[0].has(Sense.ESCORT) and len(items) > 1:
        return any(_is_name(title, item) for item in items[1:_VERB_AND_NAME])
    last = next((item for item in reversed(items) if item.kind is not Kind.SIGN), items[-1])
    if not last.has(Sense.ESCORT_LAST):
        return False
    return any(
        _is_name(title, item) and not (at and _is_place_or_friend(items[at - 1]))
        for at, item in enumerate(items)
        if item is not last
    )


def _is_name(title: Reading, item: Item) -> bool:
    return item.kind is Kind.WORD and item.entry is None and is_capital(title, item)


def _is_place_or_friend(before: Item) -> bool:
    return before.has(Sense.WITH) or before.has(Sense.AT) or before.has(Sense.TO)
