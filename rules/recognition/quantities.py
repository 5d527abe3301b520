"""Numbers with their units: "1.5 mi", "2h15", "4-5 km", "4:15/km", "77.5%", "225lb"."""

from __future__ import annotations

from dataclasses import dataclass

from rules.recognition.items import Item, Kind
from rules.recognition.lexicon import LEXICON
from rules.recognition.senses import Sense
from rules.recognition.tokens import Token

MAX_NUMBER_CHARS = 9
PLURAL = "s"  # the sign of "400s": repeats of that distance, but not how many
_MAX_NUMBER = 20_000.0
_LIMITS = {
    Kind.DISTANCE: 500_000.0,
    Kind.TIME: 48 * 3600.0,
    Kind.LOAD: 600.0,
    Kind.PERCENT: 200.0,
    Kind.PACE: 3600.0,
    Kind.NUMBER: _MAX_NUMBER,
}
_FASTEST_S_PER_KM = 90.0  # faster than the 100-m record
_MINUTE_S, _SECOND_S = 60.0, 1.0
_KM_M = 1000.0
_CLOCK_WITH_HOURS, _THOUSANDS_DIGITS, _SERIES_TOKENS, _MINUTE_DIGITS = 3, 3, 4, 2
_MINUTE_SIGN, _SECOND_SIGNS = "'", {'"', "''"}
METERS_PER_MILE = 1609.344
# "400s" are repeats of 400 m: nobody writes 400 seconds so.
_TRACK_DISTANCES = frozenset({200, 300, 400, 500, 600, 800, 1000, 1200, 1600})
_WIDEST_SPACED_RANGE = 3.0
_DOUBTFUL_BELOW_M = 100.0
_LARGEST_BACK_OFF = 40.0


@dataclass(slots=True)
class Found:
    """A quantity, and the index of the token behind it; `item` is None for an absurd one."""

    item: Item | None
    after: int


def read_quantity(tokens: list[Token], at: int, shown: str) -> Found | None:
    """The quantity that begins at this token, if one does."""
    token = tokens[at]
    if token.kind == "clock":
        return _sensible(_clock(tokens, at))
    if token.kind == "number":
        if len(token.text) > MAX_NUMBER_CHARS:
            return Found(None, at + 1)
        return _sensible(_number(tokens, at, shown))
    if token.text in LEXICON.numbers and _unit_follows(tokens, at):
        return _sensible(_number(tokens, at, shown))
    return None


def _unit_follows(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and _is_unit(tokens[at + 1].text)


def _is_unit(word: str) -> bool:
    return word in LEXICON.meters or word in LEXICON.seconds


def _sensible(found: Found) -> Found:
    item = found.item
    if item is None:
        return found
    fast = item.kind is Kind.PACE and item.low < _FASTEST_S_PER_KM
    if not fast and item.high <= _LIMITS.get(item.kind, _MAX_NUMBER):
        return found
    return Found(None, found.after)


def _clock(tokens: list[Token], at: int) -> Found:
    token = tokens[at]
    parts = [int(part) for part in token.text.split(":")]
    seconds = float(parts[0] * 60 + parts[1])
    kind = Kind.CLOCK
    if len(parts) == _CLOCK_WITH_HOURS:
        kind, seconds = Kind.TIME, seconds * 60 + parts[2]
    item = Item(kind, token.start, token.end, seconds, seconds)
    return _pace(tokens, at + 1, item) or Found(item, at + 1)


def _pace(tokens: list[Token], at: int, time: Item) -> Found | None:
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


def _number(tokens: list[Token], at: int, shown: str) -> Found:
    token = tokens[at]
    low = high = value_of(token.text)
    after = at + 1
    if _series(tokens, at):
        return _whole_series(tokens, at)
    upper = None if _is_back_off(tokens, after) else _range_end(tokens, after, low)
    if upper is not None:
        high, after = upper, after + 2
    end = tokens[after - 1].end
    plus = after < len(tokens) and tokens[after].text == "+" and tokens[after].start == end
    if plus and (after + 1 >= len(tokens) or tokens[after + 1].start > tokens[after].end):
        end, after = tokens[after].end, after + 1
    else:
        plus = False
    number = Item(Kind.NUMBER, token.start, end, low, high, plus=plus)
    return _with_unit(tokens, after, number, shown)


def value_of(text: str) -> float:
    """The value of a number as typed: "1,200" is 1200, "1,5" is 1.5, "two" is 2."""
    if text in LEXICON.numbers:
        return LEXICON.numbers[text]
    if "," in text:
        head, _, tail = text.partition(",")
        thousands = len(tail.split(",")[0]) == _THOUSANDS_DIGITS and head != "0"
        text = text.replace(",", "" if thousands else ".")
    return float(text)


def _series(tokens: list[Token], at: int) -> bool:
    """Whether three numbers or more are strung together: "21-15-9", "3-1-1"."""
    strung = [token.text for token in tokens[at + 1 : at + 5]]
    return (
        len(strung) == _SERIES_TOKENS
        and strung[0] == strung[2] == "-"
        and tokens[at + 2].kind == tokens[at + 4].kind == "number"
    )


def _whole_series(tokens: list[Token], at: int) -> Found:
    values, last = [value_of(tokens[at].text)], at
    while (
        last + 2 < len(tokens)
        and tokens[last + 1].text == "-"
        and tokens[last + 2].kind == "number"
        and len(tokens[last + 2].text) <= MAX_NUMBER_CHARS
    ):
        last += 2
        values.append(value_of(tokens[last].text))
    if last + 1 < len(tokens) and _is_unit(tokens[last + 1].text):
        last += 1
    item = Item(Kind.SERIES, tokens[at].start, tokens[last].end, min(values), max(values))
    return Found(item, last + 1)


def _is_back_off(tokens: list[Token], at: int) -> bool:
    """Whether a small percentage is taken off behind reps: "2x5 -10%" is no "5 to 10 %"."""
    percent = [token.text for token in tokens[at : at + 3 : 2]] == ["-", "%"]
    if not percent or tokens[at + 1].kind != "number":
        return False
    behind_times = at > 1 and tokens[at - 2].kind == "times"
    signed = tokens[at - 1].end < tokens[at].start and tokens[at].end == tokens[at + 1].start
    small = len(tokens[at + 1].text) <= MAX_NUMBER_CHARS and (
        value_of(tokens[at + 1].text) <= _LARGEST_BACK_OFF
    )
    return small and (behind_times or signed)


def _range_end(tokens: list[Token], at: int, low: float) -> float | None:
    """The upper end, where a range is written ("4-5", "4 to 5")."""
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "number":
        return None
    if len(tokens[at + 1].text) > MAX_NUMBER_CHARS:
        return None
    high = value_of(tokens[at + 1].text)
    if tokens[at].text == "-":
        glued = tokens[at].start == tokens[at - 1].end and tokens[at + 1].start == tokens[at].end
        return high if low < high and (glued or high <= low * _WIDEST_SPACED_RANGE) else None
    is_to = LEXICON.means(tokens[at].text, Sense.TO)
    return high if is_to and low < high <= low * _WIDEST_SPACED_RANGE else None


def _with_unit(tokens: list[Token], at: int, number: Item, shown: str) -> Found:
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
        pace = _pace(tokens, at + 1, item)
        if pace is not None:
            return pace
    found = _longer_time(tokens, at + 1, item, seconds)
    longer = found.item if found.after > at + 1 and seconds == _MINUTE_S else None
    return (longer and _pace(tokens, found.after, longer)) or found


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
