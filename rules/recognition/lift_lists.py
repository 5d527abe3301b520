"""Lists of sets: "5/3/1 @ 75/85/95 %" is five reps at 75 %, three at 85 %, one at 95 %."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.senses import Entry, Sense, Strength

_MOST_REPS, _MOST_SETS, _LEAST_LISTED = 30.0, 12, 3
_NUMBERS = re.compile(r"\d{1,3}(?:[/-]\d{1,3}){1,11}")
_AT = Entry(frozenset({Sense.AT}), Strength.NONE)
_LOADS = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.LOAD})
_JOINTS = frozenset({"/", ","})


@dataclass(frozen=True, slots=True)
class _Run:
    """Items of a list, each with its own value, and the index behind them."""

    items: list[Item]
    after: int


def written_singly(reading: Reading) -> list[Item]:
    """The items with every list of sets written out, a set a clause."""
    items = reading.items
    if not any(_may_begin(items, i) for i in range(len(items))):
        return items
    told: list[Item] = []
    at = 0
    while at < len(items):
        found = _sets_at(reading, at) if _may_begin(items, at) else None
        told.extend(found.items if found is not None else [items[at]])
        at = found.after if found is not None else at + 1
    return told


def _may_begin(items: list[Item], at: int) -> bool:
    """Whether a sign of a list stands behind the item, or the item is a list itself."""
    item = items[at]
    if item.kind is Kind.SERIES or (item.kind is Kind.PHRASE and item.has(Sense.LIFT)):
        return True
    after = items[at + 1] if at + 1 < len(items) else None
    if item.kind is not Kind.NUMBER or after is None:
        return False
    if at and (items[at - 1].kind is Kind.X or items[at - 1].has(Sense.AT)):
        return False
    return after.sign in _JOINTS or after.kind is Kind.X


def _sets_at(reading: Reading, at: int) -> _Run | None:
    items = reading.items
    reps = _reps_list(reading, at) or _sets_times_reps(items, at)
    if reps is None or not all(0 < rep.high <= _MOST_REPS for rep in reps.items):
        return None
    behind = reps.after
    if behind < len(items) and items[behind].has(Sense.AT):
        behind += 1
    loads = _loads_list(reading, behind)
    if loads is not None and len(loads.items) == len(reps.items):
        pairs = zip(reps.items, loads.items, strict=True)
        return _Run([one for rep, load in pairs for one in _single(rep, load)], loads.after)
    listed = len(reps.items) >= _LEAST_LISTED and items[at].kind is Kind.NUMBER
    return _unloaded(reps) if listed and items[at + 1].sign in _JOINTS else None


def _unloaded(reps: _Run) -> _Run:
    """The bare numbers where all are alike ("5 5 5"), else one set each: "1 x 12, 1 x 10,"."""
    if len({rep.low for rep in reps.items}) == 1:
        return reps
    return _Run([one for rep in reps.items for one in _one_set(rep)], reps.after)


def _one_set(rep: Item) -> tuple[Item, ...]:
    start, end = rep.start, rep.end
    one = Item(Kind.NUMBER, start, start, 1.0, 1.0)
    return one, Item(Kind.X, start, start), rep, Item(Kind.SIGN, end, end, sign=",")


def _single(rep: Item, load: Item) -> tuple[Item, ...]:
    """One set as a clause of its own: "5 @ 75 %,"."""
    end = load.end
    return rep, Item(Kind.PHRASE, end, end, entry=_AT), load, Item(Kind.SIGN, end, end, sign=",")


def _reps_list(reading: Reading, at: int) -> _Run | None:
    """Like "5/5/5", "8, 8, 6"; "5-3-1" and the name "5/3/1" are items of their own."""
    items = reading.items
    if items[at].kind is not Kind.NUMBER:
        return _spelled(reading, at)
    found = [items[at]]
    behind = at + 1
    while _goes_on(items, behind) and items[behind + 1].kind is Kind.NUMBER:
        found.append(items[behind + 1])
        behind += 2
    if len(found) == 1 or (behind < len(items) and items[behind].kind is Kind.X):
        return None
    return _Run(found, behind)


def _goes_on(items: list[Item], at: int) -> bool:
    return at + 1 < len(items) and items[at].sign in _JOINTS


def _spelled(reading: Reading, at: int) -> _Run | None:
    item = reading.items[at]
    found = _NUMBERS.fullmatch(reading.text.folded[item.start : item.end])
    if found is None:
        return None
    return _Run([_number(item, value) for value in re.split("[/-]", found.group())], at + 1)


def _number(item: Item, value: str) -> Item:
    return Item(Kind.NUMBER, item.start, item.end, float(value), float(value))


def _sets_times_reps(items: list[Item], at: int) -> _Run | None:
    """Like "3x5" in front of three loads."""
    kinds = [item.kind for item in items[at : at + 3]]
    if kinds != [Kind.NUMBER, Kind.X, Kind.NUMBER] or items[at].high > _MOST_SETS:
        return None
    return _Run([items[at + 2]] * round(items[at].high), at + 3)


def _loads_list(reading: Reading, at: int) -> _Run | None:
    """Like "75/80/85 %", "60/65/70 kg" and bare numbers: all have the unit of the last."""
    items = reading.items
    if at >= len(items):
        return None
    if items[at].kind is Kind.SERIES:
        return _load_series(reading, at)
    found = [items[at]]
    behind = at + 1
    while _goes_on(items, behind) and items[behind + 1].kind in _LOADS:
        found.append(items[behind + 1])
        behind += 2
    if len(found) == 1 or any(one.kind not in _LOADS for one in found):
        return None
    return _Run([_as_last(reading, one, found[-1]) for one in found], behind)


def _load_series(reading: Reading, at: int) -> _Run | None:
    numbers = _spelled(reading, at)
    if numbers is None:
        return None
    percent = at + 1 < len(reading.items) and reading.items[at + 1].sign == "%"
    kind = Kind.PERCENT if percent else Kind.NUMBER
    return _Run([one._replace(kind=kind) for one in numbers.items], at + 1 + percent)


def _as_last(reading: Reading, item: Item, last: Item) -> Item:
    """The item in the unit of the last one; pounds are already kilograms there."""
    if item.kind is last.kind or item.kind is not Kind.NUMBER:
        return item
    factor = 1.0
    if last.kind is Kind.LOAD:
        typed = re.match(r"\d+", reading.text.folded[last.start : last.end])
        factor = last.low / float(typed.group()) if typed else 1.0
    low, high = item.low * factor, item.high * factor
    return item._replace(kind=last.kind, low=low, high=high)
