"""What a run is for: the names it goes by, the paces it states, its repeats and its length."""

from __future__ import annotations

from dataclasses import dataclass

from rules.recognition.evidence import is_repeat
from rules.recognition.items import Item, Kind
from rules.recognition.senses import RUN_TYPES, Sense, Strength
from rules.workout import HARD_RUN_TYPES, RunType

LONG_FROM_KM = 15.9
LONG_FROM_MIN = 90.0
_MARATHON_PACE_LONG_FROM_KM = 32.0
_BASE = frozenset({RunType.RECOVERY, RunType.EASY, RunType.LONG})
_PACED = frozenset({RunType.STEADY, RunType.TEMPO, RunType.INTERVALS})
_LONGEST_INTERVAL_S, _LONGEST_INTERVAL_M = 390.0, 2100.0
_SHORTEST_INTERVAL_M, _SHORT_HILL_S, _SHORT_HILL_M = 150.0, 20.0, 100.0
_FIGURES = frozenset({Kind.NUMBER, Kind.DISTANCE, Kind.TIME})


@dataclass(frozen=True, slots=True)
class Named:
    """A type of run that the text names, and how: by a pace ("@ MP") or by a name."""

    run_type: RunType
    item: Item
    is_pace: bool
    after_repeats: bool


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
    if framed is not None and found in {None, RunType.EASY}:
        found, item = _type_of(framed), framed
    if found is None and any(_is_of_a_name(one) for one in title):
        return None  # "Bristol 50k" may well be a race: its length tells no long run
    if found is None and item is None:
        found = _from_repeats(items)
        if found is None and _is_easy_by_manner(items):
            found = RunType.EASY
    return _with_length(found, item, length)


def _is_of_a_name(item: Item) -> bool:
    """Whether it is a distance that stands by a name alone (races.py)."""
    return item.kind is Kind.DISTANCE and item.has(Sense.RUN)


def named_types(items: list[Item]) -> list[Named]:
    """The types that the items name, in order, without those that mean something else there."""
    named: list[Named] = []
    repeats = False
    for i, item in enumerate(items):
        repeats = repeats or is_repeat(items, i)
        found = _type_of(item)
        if found is None or _means_else(items, i, found, repeats=repeats):
            continue
        named.append(Named(found, item, _is_pace(items, i), repeats))
    return named


def _type_of(item: Item) -> RunType | None:
    if item.entry is None or item.has(Sense.STRIDES):
        return None
    return next((RUN_TYPES[sense] for sense in item.entry.senses if sense in RUN_TYPES), None)


def _means_else(items: list[Item], at: int, found: RunType, *, repeats: bool) -> bool:
    """Whether the word does not name the run: rest between repeats, a warm-up, a race's pace."""
    item = items[at]
    certain = item.entry is not None and item.entry.strength is Strength.CERTAIN
    if found is RunType.RECOVERY and not certain:
        behind = at > 0 and items[at - 1].kind is Kind.TIME
        return repeats or behind or _in_brackets(items, at)
    if found is RunType.EASY and not certain:
        return repeats or _near_warm_up(items, at)
    if found is RunType.RACE and not certain and _beside_easy(items, at):
        return True
    if found is RunType.RACE and at + 1 < len(items):
        return items[at + 1].has(Sense.PACE) or items[at + 1].has(Sense.STEADY_RUN)
    return False


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
    if race is None or _is_certain(race):
        return race
    return None if any(_is_certain(n) for n in named) else race


def _first_of(more: list[Named], items: list[Item]) -> tuple[RunType | None, Item | None]:
    """The type from the description alone."""
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
        and (n.is_pace or n.after_repeats or n.item.entry is None or _is_certain(n))
        for n in named[1:]
    )


def framed_part(items: list[Item]) -> Item | None:
    """The faster part between two easy ones: the hills of "20 min easy, 4x30s hills, 10 min easy".

    A few short sprints between them leave the run easy.
    """
    easy = [i for i, item in enumerate(items) if item.has(Sense.EASY_RUN) and _measured(items, i)]
    if len(easy) <= 1:
        return None
    for i in range(easy[0] + 1, easy[-1]):
        found = _type_of(items[i])
        if found in HARD_RUN_TYPES and _measured(items, i) and not _is_short(items, i):
            return items[i]
    return None


def _measured(items: list[Item], at: int) -> bool:
    """Whether a figure stands before the word, at most one word between ("4 @ T")."""
    return any(item.kind in _FIGURES for item in items[max(0, at - 2) : at])


def _is_short(items: list[Item], at: int) -> bool:
    near = items[max(0, at - 2) : at]
    return any(
        (item.kind is Kind.TIME and item.high <= _SHORT_HILL_S)
        or (item.kind is Kind.DISTANCE and item.high <= _SHORT_HILL_M)
        for item in near
    )


def _is_certain(named: Named) -> bool:
    return named.item.entry is not None and named.item.entry.strength is Strength.CERTAIN


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
            return not any(n.kind is Kind.TIME and n.high <= _SHORT_HILL_S for n in near)
    return False


def _from_repeats(items: list[Item]) -> RunType | None:
    """Repeats without a name or a pace: short ones are intervals, long ones cannot be told."""
    for i, item in enumerate(items):
        if not is_repeat(items, i) or i + 1 >= len(items):
            continue
        del item
        rep = items[i + 2] if items[i + 1].sign == "(" and i + 2 < len(items) else items[i + 1]
        if any(near.has(Sense.STRIDES) for near in items[i + 1 : i + 4]):
            continue
        if rep.kind is Kind.PHRASE:
            return RunType.HILLS if rep.has(Sense.UPHILL) else None
        if rep.kind is Kind.TIME and rep.high <= _LONGEST_INTERVAL_S:
            return RunType.INTERVALS
        if (
            rep.kind in {Kind.DISTANCE, Kind.NUMBER}
            and _SHORTEST_INTERVAL_M <= rep.high <= _LONGEST_INTERVAL_M
        ):
            return RunType.INTERVALS
    return None


def _is_easy_by_manner(items: list[Item]) -> bool:
    """Jogging, or running with walks between, is easy unless something else is said."""
    jogs = any(item.has(Sense.JOG) and not item.has(Sense.RECOVERY) for item in items)
    breaks = any(item.has(Sense.WALK_BREAK) for item in items)
    walks = any(item.has(Sense.WALKING) or item.has(Sense.WALK) for item in items)
    runs = any(item.has(Sense.RUN) or item.has(Sense.JOG) for item in items)
    return jogs or breaks or (walks and runs)


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
