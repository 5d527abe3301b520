"""Easy running that only frames faster parts: "20 min easy, 4x30s hills, 10 min easy"."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.run_names import type_of
from rules.recognition.run_repeats import LONGEST_INTERVAL_M, LONGEST_INTERVAL_S
from rules.recognition.senses import Sense
from rules.recognition.structure import is_repeat
from rules.workout import HARD_RUN_TYPES, RunType

SHORT_HILL_S = 20.0
_SHORT_HILL_M = 100.0
_SHORTEST_REP_S, _SHORTEST_REP_M = 60.0, 200.0
_PACED = frozenset({RunType.STEADY, RunType.TEMPO, RunType.INTERVALS})
_LENGTHS = frozenset({Kind.DISTANCE, Kind.TIME})
_FIGURES = frozenset({Kind.NUMBER, Kind.DISTANCE, Kind.TIME})


def framed_part(items: list[Item]) -> Item | None:
    """The faster part between two easy ones: the hills of "20 min easy, 4x30s hills, 10 min easy".

    A few short sprints between them leave the run easy.
    """
    easy = [i for i, item in enumerate(items) if item.has(Sense.EASY_RUN) and _measured(items, i)]
    if len(easy) <= 1:
        return None
    for i in range(easy[0] + 1, easy[-1]):
        found = type_of(items[i])
        if found in HARD_RUN_TYPES and _measured(items, i) and not _is_short(items, i):
            return items[i]
    return None


def longer_part(items: list[Item], easy: Item | None) -> Item | None:
    """The faster part behind an easy one that is no longer than it: "3 km easy, 10 km MP"."""
    at = next((i for i, item in enumerate(items) if item is easy), 0)
    if at == 0 or items[at - 1].kind not in _LENGTHS:
        return None
    before = items[at - 1]
    for i in range(at + 1, len(items)):
        part = items[i - 1]
        paced = type_of(items[i]) in _PACED and part.kind is before.kind
        if paced and part.low >= before.high and not (i > 1 and items[i - 2].kind is Kind.X):
            return items[i]
    return None


def frames_repeats(items: list[Item], easy: Item) -> bool:
    """Whether easy running of its own length stands beside repeats: "15 min easy, 6 x 800 m"."""
    at = next((i for i, item in enumerate(items) if item is easy), 0)
    behind = items[at + 1].kind if at + 1 < len(items) else None
    if not _measured(items, at) and behind not in {Kind.DISTANCE, Kind.TIME}:
        return False
    if any(item.has(Sense.WALKING) or item.has(Sense.WALK) for item in items):
        return False
    return any(
        is_repeat(items, i)
        and not any(near.has(Sense.STRIDES) for near in items[i + 1 : i + 4])
        and _is_fast_rep(after)
        for i, after in enumerate(items[1:])
    )


def _is_fast_rep(rep: Item) -> bool:
    """Whether a repeat is longer than strides and short enough to be run fast."""
    if rep.kind is Kind.TIME:
        return _SHORTEST_REP_S <= rep.high <= LONGEST_INTERVAL_S
    is_distance = rep.kind in {Kind.DISTANCE, Kind.NUMBER}
    return is_distance and _SHORTEST_REP_M <= rep.high <= LONGEST_INTERVAL_M


def _measured(items: list[Item], at: int) -> bool:
    """Whether a figure stands before the word, at most one word between ("4 @ T")."""
    return any(item.kind in _FIGURES for item in items[max(0, at - 2) : at])


def _is_short(items: list[Item], at: int) -> bool:
    near = items[max(0, at - 2) : at]
    return any(
        (item.kind is Kind.TIME and item.high <= SHORT_HILL_S)
        or (item.kind is Kind.DISTANCE and item.high <= _SHORT_HILL_M)
        for item in near
    )
