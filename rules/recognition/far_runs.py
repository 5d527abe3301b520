"""Words that are an exercise or a run: "DL 5x5" is a deadlift, "DL 70 min" a Dauerlauf."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.senses import Entry, Sense, Strength

_FAR_M, _LONG_S = 1000.0, 600.0
_HIGHEST_LEVEL = 4.0
_EASY_RUN = Entry(frozenset({Sense.RUN, Sense.EASY_RUN}), Strength.LIKELY)


def with_far_runs(items: list[Item]) -> list[Item]:
    """The items with the word taken for an easy run where a figure of a run stands beside it."""
    if not any(item.has(Sense.RUN_IF_FAR) for item in items):
        return items
    return [
        item._replace(entry=_EASY_RUN)
        if item.has(Sense.RUN_IF_FAR) and _is_run(items, at)
        else item
        for at, item in enumerate(items)
    ]


def _is_run(items: list[Item], at: int) -> bool:
    """Whether the word goes far, or carries the level of a run ("DL2"), which no lift has."""
    after = items[at + 1 : at + 3]
    level = bool(after) and after[0].kind is Kind.NUMBER and after[0].high <= _HIGHEST_LEVEL
    behind = after[1:] if level else after[:1]
    if any(_is_far(item) for item in behind):
        return True
    if level and after[0].start == items[at].end:
        return not behind or behind[0].kind not in {Kind.X, Kind.NUMBER}
    return not after and at > 0 and _is_far(items[at - 1])


def _is_far(item: Item) -> bool:
    far = item.kind is Kind.DISTANCE and item.low >= _FAR_M
    return far or (item.kind is Kind.TIME and item.low >= _LONG_S)
