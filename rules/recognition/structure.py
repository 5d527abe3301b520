"""What a text measures, and whether every word of it is understood."""

from __future__ import annotations

from rules.recognition.items import Item, Kind, Reading, is_capital
from rules.recognition.senses import Sense

MEASURED = frozenset(
    {Kind.SERIES, Kind.DISTANCE, Kind.PACE, Kind.PERCENT, Kind.INTENSITY, Kind.LOAD}
)
_REPEATED = frozenset({Kind.DISTANCE, Kind.TIME, Kind.NUMBER, Kind.PERCENT})
LIFT_REPS_BELOW = 60.0
_TRACK_FROM_M, _TRACK_TO_M, _TRACK_STEP_M = 100.0, 5000.0, 50.0
_RESTS = (Sense.RECOVERY, Sense.JOG, Sense.FLOAT)
_EFFORTS = (Sense.RPE, Sense.RIR, Sense.ONE_RM)
_NAME_FOLLOWS = frozenset({",", "("})
_REMARK_FOLLOWS = frozenset({",", ";", "-", "("})
_CLAUSE_ENDS = frozenset({",", ";", "-", "·", ":", "(", ")", "/", "|", "+", "."})


def has_structure(reading: Reading) -> bool:
    """Whether the text measures something: a distance, a pace, repeats, a load."""
    items = reading.items
    return any(item.kind in MEASURED or is_repeat(items, i) for i, item in enumerate(items))


def is_repeat(items: list[Item], at: int) -> bool:
    """Whether this item is the sign in "8 x 400" or "5x5"."""
    if items[at].kind is not Kind.X or at == 0:
        return False
    after = items[at + 1] if at + 1 < len(items) else None
    return items[at - 1].kind in _REPEATED and (
        after is None or after.kind in _REPEATED or after.kind is Kind.PHRASE or after.sign == "("
    )


def is_understood(reading: Reading) -> bool:
    """Whether every word is known, but for names behind "with" and "at" up to the next clause."""
    named = remark = False
    known = 0
    counted = any(item.kind is Kind.X for item in reading.items)
    for at, item in enumerate(reading.items):
        if item.has(Sense.REMARK):
            remark = at > 0 and reading.items[at - 1].sign in _REMARK_FOLLOWS
        if item.has(Sense.WITH) or item.has(Sense.AT):
            named = True
        elif item.kind is Kind.LINE or item.sign in _CLAUSE_ENDS:
            named, remark = counted and item.sign in _NAME_FOLLOWS, False
        elif item.kind is Kind.WORD and not (remark or (named and is_capital(reading, item))):
            return False
        known += item.kind is not Kind.SIGN
    return known > 0


def is_lifted(items: list[Item], at: int) -> bool:
    """Whether sets × reps, or a load, stand here."""
    if items[at].kind in {Kind.LOAD, Kind.PERCENT}:
        return True
    reps = items[at + 1] if is_repeat(items, at) and at + 1 < len(items) else None
    return reps is not None and reps.kind is Kind.NUMBER and reps.high < LIFT_REPS_BELOW


def is_run_prescribed(items: list[Item]) -> bool:
    """Whether repeats of a distance stand beside a pace or a rest: "8 x 400 w/ 200 float"."""
    told = any(
        item.kind in {Kind.PACE, Kind.INTENSITY} or _is_timed_rest(items, i)
        for i, item in enumerate(items)
    )
    return told and any(
        is_repeat(items, i) and after.kind in {Kind.DISTANCE, Kind.NUMBER} and _is_track(after)
        for i, after in enumerate(items[1:])
    )


def _is_timed_rest(items: list[Item], at: int) -> bool:
    near = items[max(0, at - 1) : at] + items[at + 1 : at + 2]
    rests = any(items[at].has(sense) for sense in _RESTS)
    return rests and any(item.kind in _REPEATED or item.kind is Kind.CLOCK for item in near)


def is_lift_prescribed(items: list[Item]) -> bool:
    """Whether sets × reps stand beside a percentage or an effort: "5x5 @ 80%", "3x8 RPE 8"."""
    loaded = any(
        item.kind is Kind.PERCENT or any(item.has(sense) for sense in _EFFORTS) for item in items
    )
    repeated = (i for i, item in enumerate(items) if item.kind is Kind.X)
    return loaded and any(is_lifted(items, i) for i in repeated)


def _is_track(item: Item) -> bool:
    return _TRACK_FROM_M <= item.low <= _TRACK_TO_M and item.low % _TRACK_STEP_M == 0
