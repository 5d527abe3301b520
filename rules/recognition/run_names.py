"""The types of run that a text names, without the words that mean something else there."""

from __future__ import annotations

from dataclasses import dataclass

from rules.recognition.items import Item, Kind
from rules.recognition.senses import RUN_TYPES, Sense, Strength
from rules.recognition.structure import is_repeat
from rules.workout import RunType


@dataclass(frozen=True, slots=True)
class Named:
    """A type of run that the text names, and how: by a pace ("@ MP") or by a name."""

    run_type: RunType
    item: Item
    is_pace: bool
    after_repeats: bool


def named_types(items: list[Item]) -> list[Named]:
    """The types that the items name, in order, without those that mean something else there."""
    named: list[Named] = []
    repeats = False
    for i, item in enumerate(items):
        repeats = repeats or is_repeat(items, i)
        found = type_of(item)
        if found is None or _means_else(items, i, found, repeats=repeats):
            continue
        named.append(Named(found, item, _is_pace(items, i), repeats))
    return named


def type_of(item: Item) -> RunType | None:
    """The type of run that the item names."""
    if item.entry is None or item.has(Sense.STRIDES):
        return None
    return next((RUN_TYPES[sense] for sense in item.entry.senses if sense in RUN_TYPES), None)


def is_certain(named: Named) -> bool:
    """Whether it is a run wherever the word stands."""
    return named.item.entry is not None and named.item.entry.strength is Strength.CERTAIN


def _means_else(items: list[Item], at: int, found: RunType, *, repeats: bool) -> bool:
    """Whether the word does not name the run: rest between repeats, a warm-up, a race's pace."""
    entry = items[at].entry
    certain = entry is not None and entry.strength is Strength.CERTAIN
    if found is RunType.RECOVERY:
        return repeats or (not certain and _is_rest(items, at))
    if found is RunType.EASY:
        return _is_warm_up(items, at) if certain else repeats or _near_warm_up(items, at)
    if found is not RunType.RACE:
        return False
    return (not certain and _beside_easy(items, at)) or _is_pace_of_race(items, at)


def _is_rest(items: list[Item], at: int) -> bool:
    return _in_brackets(items, at) or (at > 0 and items[at - 1].kind is Kind.TIME)


def _is_warm_up(items: list[Item], at: int) -> bool:
    """Whether it tells how to warm up: "warm up at a conversational pace"."""
    near = items[max(0, at - 3) : at]
    return any(n.has(Sense.AT) for n in near) and any(n.has(Sense.WARM_UP) for n in near)


def _is_pace_of_race(items: list[Item], at: int) -> bool:
    after = items[at + 1 : at + 2]
    return any(one.has(Sense.PACE) or one.has(Sense.STEADY_RUN) for one in after)


def _beside_easy(items: list[Item], at: int) -> bool:
    """Whether the word at once before or behind is easy running: nobody races easily."""
    near = items[max(0, at - 1) : at] + items[at + 1 : at + 2]
    return any(item.has(Sense.EASY_RUN) or item.has(Sense.RECOVERY_RUN) for item in near)


def _in_brackets(items: list[Item], at: int) -> bool:
    opened = sum((i.sign == "(") - (i.sign == ")") for i in items[:at])
    return opened > 0


def _near_warm_up(items: list[Item], at: int) -> bool:
    near = items[max(0, at - 2) : at + 3]
    return any(item.has(Sense.WARM_UP) or item.has(Sense.COOL_DOWN) for item in near)


def _is_pace(items: list[Item], at: int) -> bool:
    """Whether a pace is stated rather than a name given."""
    if items[at].kind is Kind.INTENSITY:
        return True
    return items[at].has(Sense.ZONE) or (at > 0 and items[at - 1].has(Sense.AT))
