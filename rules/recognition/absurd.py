"""Counts and efforts that no plan holds: "500 x 400 m", "300 rounds", "RPE 95"."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.senses import Sense
from rules.recognition.text import Text

_MAX_COUNT, _MAX_EFFORT = 100.0, 10.0
_BARE_METERS_FROM = 100.0
_COUNTED = (Sense.SETS, Sense.ROUNDS)


def without_absurd(items: list[Item], text: Text) -> tuple[list[Item], list[str]]:
    """The items with a mere sign in the place of each absurd figure, and a note on each."""
    if not any(item.kind is Kind.NUMBER and item.high > _MAX_EFFORT for item in items):
        return items, []
    kept: list[Item] = []
    notes: list[str] = []
    at = 0
    while at < len(items):
        taken = _absurd(items, at)
        if taken:
            start, end = items[at].start, items[at + taken - 1].end
            notes.append(f"not taken, beyond any measure: {text.shown[start:end][:40]}")
            kept.append(Item(Kind.SIGN, start, end, sign=","))
        else:
            kept.append(items[at])
        at += taken or 1
    return kept, notes


def _absurd(items: list[Item], at: int) -> int:
    """How many items the absurd figure takes that begins here; 0 where none does."""
    item = items[at]
    if item.kind is not Kind.NUMBER or item.high <= _MAX_EFFORT:
        return 0
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    effort = (before is not None and before.has(Sense.RPE)) or (
        after is not None and after.has(Sense.RIR)
    )
    if effort:
        return 1
    if item.high <= _MAX_COUNT or after is None:
        return 0
    if after.kind is Kind.X and at + 2 < len(items) and _is_repeated(items[at + 2]):
        return 3
    counted = any(after.has(sense) for sense in _COUNTED)
    return int(counted or (before is not None and before.has(Sense.REPEAT)))


def _is_repeated(item: Item) -> bool:
    if item.kind is Kind.NUMBER:
        return item.high >= _BARE_METERS_FROM
    return item.kind in {Kind.DISTANCE, Kind.TIME}
