"""Counts and efforts that no plan holds: "500 x 400 m", "300 rounds", "RPE 95"."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.senses import Sense
from rules.recognition.text import Text

_MAX_COUNT, _MAX_EFFORT = 100.0, 10.0
_BARE_METERS_FROM = 100.0
_LONGEST_RUN_M = 250_000.0
_MEASURED = frozenset(
    {Kind.NUMBER, Kind.DISTANCE, Kind.TIME, Kind.CLOCK, Kind.LOAD, Kind.PERCENT, Kind.PACE}
)
_COUNTED = (Sense.SETS, Sense.ROUNDS)


def without_absurd(items: list[Item], text: Text) -> tuple[list[Item], list[str]]:
    """The items with a mere sign in the place of each absurd figure, and a note on each."""
    if not any(_may_be_absurd(item) for item in items):
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


def _may_be_absurd(item: Item) -> bool:
    return (item.kind is Kind.NUMBER and item.high > _MAX_EFFORT) or _is_nothing(item)


def _is_nothing(item: Item) -> bool:
    """Whether it is a distance, a time or a load of nothing: "0 km", "@ 0 kg"."""
    return item.kind in _MEASURED and item.high <= 0.0


def _is_no_repeat(items: list[Item], at: int) -> bool:
    """Whether it is the count of "0 x 400 m"."""
    counted = [item.kind for item in items[at : at + 2]] == [Kind.NUMBER, Kind.X]
    return counted and at + 2 < len(items)


def _absurd(items: list[Item], at: int) -> int:
    """How many items the absurd figure takes that begins here; 0 where none does."""
    item = items[at]
    if _is_nothing(item):
        return 3 if _is_no_repeat(items, at) else int(item.kind is not Kind.NUMBER)
    if item.kind is not Kind.NUMBER or item.high <= _MAX_EFFORT:
        return 0
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if _is_effort(items, at, before, after):
        return 1
    if item.high <= _MAX_COUNT or after is None:
        return 0
    if after.kind is Kind.X and at + 2 < len(items) and _is_repeated(items[at + 2]):
        return 3
    counted = any(after.has(sense) for sense in _COUNTED)
    return int(counted or (before is not None and before.has(Sense.REPEAT)))


def _is_effort(items: list[Item], at: int, before: Item | None, after: Item | None) -> bool:
    """Whether the number is an RPE or the RIR, not the reps beside it ("3x12 RIR 2")."""
    if before is not None and before.has(Sense.RPE):
        return True
    if after is not None and after.has(Sense.RIR):
        return before is None or before.kind is not Kind.X
    if before is None or not before.has(Sense.RIR) or (after and after.kind is Kind.X):
        return False
    own = [item.kind for item in items[max(0, at - 3) : at - 1]]
    return own[-1:] != [Kind.NUMBER] or own == [Kind.X, Kind.NUMBER]  # no "@ 2 RIR 12 reps"


def without_absurd_runs(items: list[Item], text: Text) -> tuple[list[Item], list[str]]:
    """The items of a run without distances that nobody runs, and a note on each."""
    far = [item for item in items if item.kind is Kind.DISTANCE and item.high > _LONGEST_RUN_M]
    kept = [Item(Kind.SIGN, i.start, i.end, sign=",") if i in far else i for i in items]
    return kept, [f"not taken, beyond any measure: {text.shown[i.start : i.end][:40]}" for i in far]


def _is_repeated(item: Item) -> bool:
    if item.kind is Kind.NUMBER:
        return item.high >= _BARE_METERS_FROM
    return item.kind in {Kind.DISTANCE, Kind.TIME}
