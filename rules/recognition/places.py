"""Words of places that are a sport's elsewhere: "Studio 2", "salle 3", "Yoga im Fitnessstudio".

A gym that stands beside another sport, or beside the part of the body, is where it happens.
"""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.senses import NEUTRAL, SPORTS, Entry, Sense, Strength
from rules.recognition.text import Text

_PLACE = Entry(frozenset({Sense.PLACE, Sense.FILLER}), Strength.NONE)
_PLACES = (Sense.ROOM, Sense.VENUE, Sense.CLUBHOUSE)
_JOINTS = frozenset({"+", ",", "/", "&", ";", "|"})
_MOST_NAME_CHARS = 1
_MEET, _NEAR_CHARS = "meet", 20
_NEAR = 8  # items; a title is hardly longer, and no text takes long
_NO_OTHER = frozenset({Sense.LIFT, Sense.REST, Sense.ACTIVE_REST})


def with_places(items: list[Item], text: Text) -> list[Item]:
    """The items with rooms, and gyms beside another sport, as mere places."""
    if not any(any(item.has(sense) for sense in _PLACES) for item in items):
        return items
    told: list[Item] = []
    for at, item in enumerate(items):
        numbered = bool(told) and told[-1].entry is _PLACE and item.kind is Kind.NUMBER
        room = item.has(Sense.ROOM) and _is_numbered(items, at, text)
        club = item.has(Sense.CLUBHOUSE) and _is_met_at(items, at, text)
        if room or club or (item.has(Sense.VENUE) and _is_beside_sport(items, at)):
            told.append(item._replace(entry=_PLACE))
        elif numbered and items[at - 1].has(Sense.ROOM):
            told.append(item._replace(kind=Kind.ORDINAL))
        else:
            told.append(item)
    return told


def _is_numbered(items: list[Item], at: int, text: Text) -> bool:
    """Whether a number or a single letter names the room, and nothing is counted with it."""
    behind = items[at + 1] if at + 1 < len(items) else None
    if behind is None or (at + 2 < len(items) and items[at + 2].kind is Kind.X):
        return False
    if behind.kind in {Kind.NUMBER, Kind.ORDINAL}:
        return True
    letter = behind.end - behind.start == _MOST_NAME_CHARS
    return letter and text.shown[behind.start].isupper()


def _is_beside_sport(items: list[Item], at: int) -> bool:
    """Whether another sport is told in the same breath."""
    return any(
        _tells_other(items[other]) and not _is_joined(items, min(at, other), max(at, other))
        for other in range(max(0, at - _NEAR), min(len(items), at + _NEAR))
    )


def _is_met_at(items: list[Item], at: int, text: Text) -> bool:
    """Whether a run only begins or ends there: "7 miles steady, meet at the rowing club"."""
    near = items[max(0, at - 2) : at]
    if not any(item.has(Sense.AT) for item in near):
        return False
    met = _MEET in text.folded[max(0, items[at].start - _NEAR_CHARS) : items[at].start]
    senses = {sense for item in items[:at] if item.entry for sense in item.entry.senses}
    return Sense.RUN in senses or (met and not senses.isdisjoint(NEUTRAL))


def _tells_other(item: Item) -> bool:
    entry = item.entry
    if entry is None or entry.strength < Strength.LIKELY or Sense.VENUE in entry.senses:
        return False
    return any(sense in SPORTS and sense not in _NO_OTHER for sense in entry.senses)


def _is_joined(items: list[Item], one: int, other: int) -> bool:
    """Whether a plus, a comma or a "then" stands between: both are sessions."""
    return any(
        item.sign in _JOINTS or item.kind is Kind.LINE or item.has(Sense.THEN)
        for item in items[one + 1 : other]
    )
