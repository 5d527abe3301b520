"""What stands behind a number: its unit, the smaller unit behind that, "per kilometer"."""

from __future__ import annotations

from dataclasses import dataclass

from rules.recognition.items import Item, Kind
from rules.recognition.lexicon import LEXICON
from rules.recognition.senses import Sense
from rules.recognition.tokens import Token

PLURAL = "s"  # the sign of "400s": repeats of that distance, but not how many
METERS_PER_MILE = 1609.344
_MINUTE_S, _SECOND_S, _KM_M, _MINUTE_DIGITS = 60.0, 1.0, 1000.0, 2
_MINUTE_SIGN, _SECOND_SIGNS = "'", {'"', "''"}
# "400s" are repeats of 400 m: nobody writes 400 seconds so.
_TRACK_DISTANCES = frozenset({200, 300, 400, 500, 600, 800, 1000, 1200, 1600})
_DOUBTFUL_BELOW_M = 100.0


@dataclass(slots=True)
class Found:
    """A quantity, and the index of the token behind it; `item` is None for an absurd one."""

    item: Item | None
    after: int


def single_unit(token: Token, at: int) -> Found | None:
    """The mile of "4 x mile"."""
    meters = LEXICON.meters.get(token.text, 0.0)
    if meters < _KM_M:
        return None
    miles = meters > _KM_M
    return Found(Item(Kind.DISTANCE, token.start, token.end, meters, meters, miles=miles), at + 1)


def pace_behind(tokens: list[Token], at: int, time: Item) -> Found | None:
    """The pace, where a time is followed by "/km", "min/km", "per mile"."""
    if at < len(tokens) and LEXICON.seconds.get(tokens[at].text) == _MINUTE_S:
        at += 1
    if at + 1 >= len(tokens) or not _per(tokens[at]):
        return None
    meters = LEXICON.meters.get(tokens[at + 1].text, 0.0)
    if meters < _KM_M:
        return None
    pace = time.low * _KM_M / meters
    end, miles = tokens[at + 1].end, meters > _KM_M
    return Found(Item(Kind.PACE, time.start, end, pace, pace, miles=miles), at + 2)


def _per(token: Token) -> bool:
    if token.text == "/":
        return True
    return LEXICON.means(token.text, Sense.PER)


def with_unit(tokens: list[Token], at: int, number: Item, shown: str) -> Found:
    """The number with the unit that stands at this token, if one does."""
    if at >= len(tokens):
        return Found(number, at)
    unit = tokens[at]
    glued = unit.start == number.end
    if glued and (distance := _glued_distance(unit, number, shown)):
        return Found(distance, at + 1)
    if unit.text in LEXICON.meters:
        return _distance(tokens, at, number)
    if seconds := _seconds(unit, glued=glued):
        return _time(tokens, at, number, seconds)
    return _load(unit, at, number)


def _load(unit: Token, at: int, number: Item) -> Found:
    if unit.text == "%":
        return Found(number._replace(kind=Kind.PERCENT, end=unit.end), at + 1)
    kilograms = LEXICON.kilograms.get(unit.text)
    if kilograms is None:
        return Found(number, at)
    return Found(_scaled(number, unit, Kind.LOAD, kilograms), at + 1)


def _glued_distance(unit: Token, number: Item, shown: str) -> Item | None:
    """The miles of "10M" and the meters of "400s"."""
    if shown[unit.start : unit.end] == "M" and not number.plus:
        return _scaled(number, unit, Kind.DISTANCE, METERS_PER_MILE)
    if unit.text == "s" and number.low in _TRACK_DISTANCES:
        return _scaled(number, unit, Kind.DISTANCE, 1.0)._replace(sign=PLURAL)
    return None


def _scaled(number: Item, unit: Token, kind: Kind, factor: float) -> Item:
    low, high = number.low * factor, number.high * factor
    return number._replace(
        kind=kind, end=unit.end, low=low, high=high, miles=factor == METERS_PER_MILE
    )


def _distance(tokens: list[Token], at: int, number: Item) -> Found:
    unit = tokens[at]
    factor = LEXICON.meters[unit.text]
    item = _scaled(number, unit, Kind.DISTANCE, factor)
    if at + 2 < len(tokens) and tokens[at + 1].text == "/" and tokens[at + 2].text == "h":
        return Found(item._replace(kind=Kind.SPEED, end=tokens[at + 2].end), at + 3)
    if unit.text == "m" and number.high < _DOUBTFUL_BELOW_M:
        item = item._replace(doubtful=True)
    return Found(item, at + 1)


def _seconds(unit: Token, *, glued: bool) -> float:
    if glued and unit.text == _MINUTE_SIGN:
        return 60.0
    if glued and unit.text in _SECOND_SIGNS:
        return 1.0
    return LEXICON.seconds.get(unit.text, 0.0)


def _time(tokens: list[Token], at: int, number: Item, seconds: float) -> Found:
    item = _scaled(number, tokens[at], Kind.TIME, seconds)
    if seconds == _MINUTE_S:
        pace = pace_behind(tokens, at + 1, item)
        if pace is not None:
            return pace
    found = _longer_time(tokens, at + 1, item, seconds)
    longer = found.item if found.after > at + 1 and seconds == _MINUTE_S else None
    return (longer and pace_behind(tokens, found.after, longer)) or found


def _longer_time(tokens: list[Token], at: int, time: Item, unit: float) -> Found:
    """Add the smaller unit that follows: the 15 of "2h15", the 30 of "2'30", "1 h 5 min"."""
    if at >= len(tokens) or unit == _SECOND_S or tokens[at].kind != "number":
        return Found(time, at)
    rest = tokens[at]
    if len(rest.text) > _MINUTE_DIGITS or "." in rest.text:
        return Found(time, at)
    smaller = unit / _MINUTE_S
    has_unit = at + 1 < len(tokens) and _is_smaller_unit(tokens[at + 1], smaller)
    glued = rest.start == tokens[at - 1].end
    if not has_unit and not glued and not _ends_hours(tokens, at, unit):
        return Found(time, at)
    extra = float(rest.text) * smaller
    end = tokens[at + 1].end if has_unit else rest.end
    item = time._replace(low=time.low + extra, high=time.high + extra, end=end)
    return Found(item, at + 2 if has_unit else at + 1)


def _ends_hours(tokens: list[Token], at: int, unit: float) -> bool:
    """Whether a bare number behind hours is minutes: the 15 of "1 h 15", not the 4 of "4 x"."""
    counts = at + 1 < len(tokens) and tokens[at + 1].kind in {"times", "sign"}
    return unit > _MINUTE_S and len(tokens[at].text) == _MINUTE_DIGITS and not counts


def _is_smaller_unit(token: Token, smaller: float) -> bool:
    if smaller == _MINUTE_S:
        return token.text in {"m", _MINUTE_SIGN} or LEXICON.seconds.get(token.text) == _MINUTE_S
    return token.text in _SECOND_SIGNS or LEXICON.seconds.get(token.text) == _SECOND_S
