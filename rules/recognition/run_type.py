"""What a run is for: the names it goes by, the paces it states, its repeats and its length."""

from __future__ import annotations

from dataclasses import dataclass

from rules.recognition.items import Item, Kind
from rules.recognition.run_frames import SHORT_HILL_S, framed_part, frames_repeats, longer_part
from rules.recognition.run_names import Named, is_certain, named_types, type_of
from rules.recognition.run_repeats import is_easy_by_manner, type_of_repeats
from rules.recognition.senses import Sense, Strength
from rules.workout import RunType

LONG_FROM_KM = 15.9
LONG_FROM_MIN = 90.0
_STEEP_FROM_PERCENT = 3.0
_MARATHON_PACE_LONG_FROM_KM = 32.0
_BASE = frozenset({RunType.RECOVERY, RunType.EASY, RunType.LONG})
_PACED = frozenset({RunType.STEADY, RunType.TEMPO, RunType.INTERVALS})


@dataclass(frozen=True, slots=True)
class Length:
    """How long a run is, as far as it is told; `in_parts` where only a part has the named pace."""

    km: float | None
    minutes: float | None
    event_minutes: float | None = None
    in_parts: bool = False


def run_type(title: list[Item], description: list[Item], length: Length) -> RunType | None:
    """The type of a run; None where it cannot be told."""
    items = title + description
    framed = framed_part(items)
    found, item = _from_names(named_types(title), named_types(description), items)
    longer = longer_part(title, item) if found is RunType.EASY else None
    if longer is not None:
        found, item = type_of(longer), longer
    if framed is not None and found in {None, RunType.EASY}:
        found, item = type_of(framed), framed
    if found is RunType.EASY and item is not None and frames_repeats(items, item):
        found, item = RunType.INTERVALS, None
    if found is None and any(_is_of_a_name(one) for one in title):
        return None  # "Bristol 50k" may well be a race: its length tells no long run
    if found is None and item is None:
        found = type_of_repeats(items)
        if found is None and is_easy_by_manner(items):
            found = RunType.EASY
    if found is RunType.INTERVALS and _is_steep(items):
        found = RunType.HILLS
    return _with_length(found, item, length)


def _is_steep(items: list[Item]) -> bool:
    """Whether the treadmill is inclined by more than what stands for the wind: "4% incline"."""
    return any(
        item.has(Sense.INCLINE)
        and any(
            near.kind is Kind.PERCENT and near.low >= _STEEP_FROM_PERCENT
            for near in items[max(0, at - 1) : at + 2]
        )
        for at, item in enumerate(items)
    )


def _is_of_a_name(item: Item) -> bool:
    """Whether it is a distance that stands by a name alone (races.py)."""
    return item.kind is Kind.DISTANCE and item.has(Sense.RUN)


def _from_names(
    named: list[Named], more: list[Named], items: list[Item]
) -> tuple[RunType | None, Item | None]:
    race = _race(named)
    if race is not None:
        return RunType.RACE, race.item
    long = next((n for n in named if n.run_type is RunType.LONG), None)
    if long is not None:
        return RunType.LONG, long.item
    if not named:
        return _first_of(more, items)
    first = named[0]
    if first.run_type in _BASE and not _is_frame(first, named):
        return first.run_type, first.item
    return _quality(named, more, items)


def _race(named: list[Named]) -> Named | None:
    race = next((n for n in named if n.run_type is RunType.RACE), None)
    if race is None or is_certain(race):
        return race
    return None if any(is_certain(n) for n in named) else race


def _first_of(more: list[Named], items: list[Item]) -> tuple[RunType | None, Item | None]:
    """The type from the description alone."""
    test = next((n for n in more if n.item.has(Sense.TEST)), None)
    if test is not None:
        return RunType.RACE, test.item
    usable = [n for n in more if n.run_type is not RunType.RACE]
    if not usable:
        return None, None
    first = usable[0]
    if first.run_type in _BASE and not _is_frame(first, usable):
        return first.run_type, first.item
    return _quality(usable, [], items)


def _is_frame(first: Named, named: list[Named]) -> bool:
    """Whether the easy running only frames faster work: "2 mi easy, 3 x 1 mi @ T, 2 mi easy"."""
    if first.run_type is not RunType.EASY or first.item.has(Sense.GENERAL_AEROBIC):
        return False
    return any(
        n.run_type in _PACED
        and (n.is_pace or n.after_repeats or n.item.entry is None or is_certain(n))
        for n in named[1:]
    )


def _quality(
    named: list[Named], more: list[Named], items: list[Item]
) -> tuple[RunType | None, Item | None]:
    """Faster running: hills by the ground, else the stated pace, else the name."""
    faster = [n for n in named if n.run_type not in _BASE]
    if not faster:
        return (named[0].run_type, named[0].item) if named else (None, None)
    name = next((n for n in faster if not n.is_pace), faster[0])
    if name.run_type is RunType.INTERVALS and _is_uphill(items):
        return RunType.HILLS, name.item
    if name.run_type in {RunType.HILLS, RunType.SPRINTS}:
        hills = next((n for n in faster if n.run_type is RunType.HILLS), None)
        return (RunType.HILLS, hills.item) if hills else (name.run_type, name.item)
    paces = [n for n in (*faster, *more) if n.is_pace and n.run_type in _PACED]
    if not paces and any(item.has(Sense.RACE_PACE) for item in items):
        return None, name.item  # the pace of a race that is not named
    if paces and all(n.run_type is not name.run_type for n in paces):
        return paces[0].run_type, paces[0].item
    return name.run_type, name.item


def _is_uphill(items: list[Item]) -> bool:
    """Whether the repeats go uphill, and for longer than strides do."""
    for i, item in enumerate(items):
        if item.has(Sense.UPHILL):
            near = items[max(0, i - 2) : i + 2]
            return not any(n.kind is Kind.TIME and n.high <= SHORT_HILL_S for n in near)
    return False


def _with_length(found: RunType | None, item: Item | None, length: Length) -> RunType | None:
    """A run of ordinary pace from 16 km or 90 min on is the long run."""
    if item is not None and item.has(Sense.GENERAL_AEROBIC):
        return found
    km = length.km or 0.0
    if found is RunType.STEADY:
        whole = not length.in_parts or (item is not None and _names_run(item))
        limit = _MARATHON_PACE_LONG_FROM_KM if whole else LONG_FROM_KM
        return RunType.LONG if km >= limit else found
    if found in {None, RunType.EASY}:
        minutes = length.minutes or (length.event_minutes if length.km is None else None) or 0.0
        far = km >= LONG_FROM_KM or minutes >= LONG_FROM_MIN
        return RunType.LONG if far else found
    return found


def _names_run(item: Item) -> bool:
    return item.entry is not None and item.entry.strength is Strength.CERTAIN
