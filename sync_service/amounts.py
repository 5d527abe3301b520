"""How many things of ours of each kind, in words, and what counts as what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sync_service.store.records import Action, ItemKind

_NAMES = {
    ItemKind.ANNOTATION: ("note in a workout", "notes in workouts"),
    ItemKind.COMPANION: ("note", "notes"),
    ItemKind.SUGGESTION: ("suggested move", "suggested moves"),
    ItemKind.FUEL: ("fuel event", "fuel events"),
    ItemKind.MOVED: ("moved workout", "moved workouts"),
    ItemKind.TRACE: ("rest of a note", "rests of notes"),
}


def amounts(kinds: Iterable[ItemKind]) -> str:
    """How many of each: "3 notes in workouts, 1 fuel event"."""
    counts = Counter(kinds)
    told = (_amount(counts[kind], kind) for kind in ItemKind if counts[kind])
    return ", ".join(told) or "nothing of ours"


def _amount(count: int, kind: ItemKind) -> str:
    one, several = _NAMES[kind]
    return f"{count} {one if count == 1 else several}"


def counted_as(action: Action, kind: ItemKind) -> Action:
    """As what a person counts it: a workout that is moved is neither new nor gone."""
    return Action.CHANGE if kind is ItemKind.MOVED else action
