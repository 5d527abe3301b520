"""Shorthand of intervals: "8 400s" is 8 x 400 m, "2 x 8 x 30/30" is 2 x (8 x (30 s / 30 s))."""

from __future__ import annotations

import re

from rules.recognition.items import Item, Kind
from rules.recognition.quantity_units import PLURAL
from rules.recognition.senses import Entry, Sense, Strength
from rules.recognition.text import Text

_MOST = 40.0
_SECONDS = frozenset({10.0, 15.0, 20.0, 30.0, 40.0, 45.0, 60.0, 90.0})
_SHORTEST_PAIR_S = 30.0  # "3x10/10" are reps of either side
_PAIR = re.compile(r"(\d\d)['\"]{0,2}s?[/-](\d\d)")
_PAIRED = frozenset({Kind.NUMBER, Kind.TIME})
_SERIES = (Sense.INTERVALS, Sense.SETS, Sense.REPEAT)
_ENDS_IN_METERS = re.compile(r"\d{3,4}$")
_SHORTEST_REP_M, _LONGEST_BARE_M, _BARE_STEP_M = 100.0, 5000.0, 50.0
_INTERVALS = Entry(frozenset({Sense.INTERVALS}), Strength.FRAGILE)


def with_shorthand(items: list[Item], text: Text) -> list[Item]:
    """The items with their intervals written out."""
    if any(item.sign == PLURAL for item in items):
        items = _with_counts(items)
    if any(item.has(Sense.EXERCISE) for item in items):
        return items
    items = _with_series(items, text)
    repeats = any(item.kind is Kind.X for item in items)
    return _with_pairs(items, text) if repeats else items


def _with_counts(items: list[Item]) -> list[Item]:
    """The sign of multiplication put between a count and "400s"."""
    told: list[Item] = []
    for item in items:
        before = told[-1] if told else None
        if item.sign == PLURAL and before is not None and _is_count(before):
            told += [Item(Kind.X, item.start, item.start), item._replace(sign="")]
        else:
            told.append(item)
    return told


def _with_series(items: list[Item], text: Text) -> list[Item]:
    """The sign put into "6 series de 800", "5 intervals of 1000 m"."""
    told: list[Item] = []
    at = 0
    while at < len(items):
        rep, behind = _rep_of_series(items, at, text) if told and _is_count(told[-1]) else (None, 0)
        if rep is None:
            told.append(items[at])
            at += 1
        else:
            told += [Item(Kind.X, rep.start, rep.start), rep]
            at = behind
    return told


def _rep_of_series(items: list[Item], at: int, text: Text) -> tuple[Item | None, int]:
    """The distance of a series named here, and the index behind it."""
    item = items[at]
    if item.kind is not Kind.PHRASE or not any(item.has(sense) for sense in _SERIES):
        return None, at
    spelled = _ENDS_IN_METERS.search(text.folded, item.start, item.end)
    if spelled is not None:
        meters = float(spelled.group())
        return item._replace(kind=Kind.DISTANCE, low=meters, high=meters), at + 1
    behind = at + 1 + (at + 1 < len(items) and items[at + 1].has(Sense.OF))
    rep = items[behind] if behind < len(items) else None
    if rep is None or rep.kind not in {Kind.NUMBER, Kind.DISTANCE} or rep.low < _SHORTEST_REP_M:
        return None, at
    bare = rep.kind is Kind.NUMBER
    if bare and (rep.high > _LONGEST_BARE_M or rep.low % _BARE_STEP_M):
        return None, at
    return rep._replace(kind=Kind.DISTANCE, start=item.start, entry=item.entry), behind + 1


def _is_count(item: Item) -> bool:
    return item.kind is Kind.NUMBER and item.low == item.high <= _MOST


def _with_pairs(items: list[Item], text: Text) -> list[Item]:
    """Every "30/30" behind a sign of multiplication made an effort and its rest, in brackets."""
    told: list[Item] = []
    at = 0
    while at < len(items):
        size = _pair_at(items, at, text) if told and told[-1].kind is Kind.X else 0
        if size:
            _append_pair(told, items[at : at + size], text)
        else:
            told.append(items[at])
        at += size or 1
    return told


def _pair_at(items: list[Item], at: int, text: Text) -> int:
    """How many items a pair of times takes that begins here; 0 where none does."""
    if items[at].kind is Kind.PHRASE:
        size = 1
    elif items[at].kind in _PAIRED and at + 2 < len(items):
        size = 3
    else:
        return 0
    last = items[at + size - 1]
    if size > 1 and (items[at + 1].sign not in {"/", "-"} or last.kind not in _PAIRED):
        return 0
    found = _PAIR.match(text.folded, items[at].start, last.end)
    if found is None:
        return 0
    effort, rest = map(float, found.groups())
    return size if {effort, rest} <= _SECONDS and effort + rest >= _SHORTEST_PAIR_S else 0


def _append_pair(told: list[Item], pair: list[Item], text: Text) -> None:
    start, end = pair[0].start, pair[-1].end
    found = _PAIR.match(text.folded, start, end)
    effort, rest = map(float, found.groups()) if found else (0.0, 0.0)
    nested = len(told) > 3 and told[-3].kind is Kind.X  # noqa: PLR2004
    if nested:
        told.insert(-2, _sign("(", told[-2].start))
    told += [
        _sign("(", start),
        Item(Kind.TIME, start, end, effort, effort, entry=pair[0].entry or _INTERVALS),
        _sign("/", end),
        Item(Kind.TIME, end, end, rest, rest),
        _sign(")", end),
    ]
    if nested:
        told.append(_sign(")", end))


def _sign(sign: str, at: int) -> Item:
    return Item(Kind.SIGN, at, at, sign=sign)
