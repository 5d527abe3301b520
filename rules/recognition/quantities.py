"""Numbers with their units: "1.5 mi", "2h15", "4-5 km", "4:15/km", "77.5%", "225lb"."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.lexicon import LEXICON
from rules.recognition.quantity_units import Found, pace_behind, single_unit, with_unit
from rules.recognition.senses import Sense
from rules.recognition.tokens import Token

MAX_NUMBER_CHARS = 9
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
_CLOCK_WITH_HOURS, _THOUSANDS_DIGITS, _SERIES_TOKENS = 3, 3, 4
_WIDEST_SPACED_RANGE = 3.0
_LARGEST_BACK_OFF = 40.0
_HOUR_S = 3600.0


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
    if at > 0 and tokens[at - 1].kind == "times":
        return single_unit(token, at)
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
    end, after = token.end, at + 1
    if (
        kind is Kind.CLOCK
        and after < len(tokens)
        and LEXICON.seconds.get(tokens[after].text) == _HOUR_S
    ):
        kind, seconds = Kind.TIME, seconds * 60  # "2:15 h"
        end, after = tokens[after].end, after + 1
    item = Item(kind, token.start, end, seconds, seconds)
    if after > at + 1:
        return Found(item, after)
    return pace_behind(tokens, at + 1, item) or Found(item, at + 1)


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
    return with_unit(tokens, after, number, shown)


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
