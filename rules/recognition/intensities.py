"""Paces named in words: "@ 5k-10k pace", "MP - 10s", "95% of 5k speed"."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.senses import Entry, Sense, Strength
from rules.recognition.text import Text

_TEN_K_M, _MARATHON_M = 10_100.0, 30_000.0
_SHORTEST_RACE_M, _LONGEST_RACE_M = 700.0, 200_000.0
_SHORT_OF_HALF_M = 20_000.0
_LARGEST_OFFSET_S = 90.0
_EASY_FROM_S = 20.0  # so much slower a kilometer or a mile than marathon pace is easy
_FIGURES = frozenset({Kind.DISTANCE, Kind.TIME, Kind.NUMBER, Kind.PERCENT})
_OFFSETS = frozenset({Kind.TIME, Kind.NUMBER})
_METERS_PER_MILE, _RACES_MI = 1609.344, (1, 10)
_PACED = (Sense.STEADY_RUN, Sense.TEMPO_RUN, Sense.INTERVALS)
_LETTERED = (*_PACED, Sense.EASY_RUN)
_JOINERS = (Sense.OR, Sense.TO)
_ONE_RM = Entry(frozenset({Sense.ONE_RM}), Strength.NONE)
# Speed in percent of the 5-k and of the marathon speed → type of run, from the fastest band down.
_BANDS_5K = ((95, Sense.INTERVALS), (90, Sense.TEMPO_RUN), (80, Sense.STEADY_RUN))
_BANDS_MARATHON = ((108, Sense.INTERVALS), (103, Sense.TEMPO_RUN), (97, Sense.STEADY_RUN))


def join_intensities(items: list[Item], text: Text) -> list[Item]:
    """Make one item of every pace that is written in several words."""
    if not any(item.kind in _FIGURES for item in items):
        return items
    joined: list[Item] = []
    for at, item in enumerate(items):
        if item.kind is Kind.DISTANCE and _behind_at(joined, item, text):
            joined.append(_race_pace(item.start, item.end, item.high))
        elif item.has(Sense.HALF_PACE) and _is_paced_part(joined, text):
            joined.append(_intensity(item.start, item.end, Sense.TEMPO_RUN))
        elif item.has(Sense.GOAL_PACE) and joined and _is_long_way(joined[-1]):
            joined.append(_intensity(item.start, item.end, Sense.STEADY_RUN))
        elif _named_races(joined, item):
            races = joined.pop()
            if not _percent(joined, races):  # "95 % of 5k speed"
                joined.append(races)
        elif item.has(Sense.ONE_RM) and _is_percent_of(joined):
            joined.append(item._replace(entry=_ONE_RM))
        elif _counts(items, at) or not (_offset(joined, item) or _percent(joined, item)):
            joined.append(item)
    return joined


def _named_races(joined: list[Item], item: Item) -> bool:
    """Take in the races before "pace": "8K or 10K [race pace]", "800 m to [mile race pace]"."""
    unit = (
        item.has(Sense.INTERVALS) and item.has(Sense.PACE) and bool(joined) and _is_race(joined[-1])
    )  # "5k speed"
    paced = _is_named_pace(item) and not unit
    if not joined or not (paced or _is_pace_word(item)):
        return False
    at = len(joined) - 1
    if paced:
        if at < 1 or not _joins(joined[at]):
            return False
        at -= 1
    if not _is_race(joined[at]):
        return False
    while at > 1 and _is_race(joined[at - 2]) and _joins(joined[at - 1]):
        at -= 2
    longest = max(race.high for race in joined[at:])
    start = joined[at].start
    del joined[at:]
    joined.append(_race_pace(start, item.end, longest))
    return True


def _is_percent_of(joined: list[Item]) -> bool:
    """Whether a percentage stands before: that of the Spanish "RM" is one of the 1RM."""
    before = [item for item in joined[-2:] if not item.has(Sense.OF)]
    return bool(before) and before[-1].kind is Kind.PERCENT


def _is_long_way(item: Item) -> bool:
    return item.kind is Kind.DISTANCE and item.high >= _SHORTEST_RACE_M and not _is_race(item)


def _is_paced_part(joined: list[Item], text: Text) -> bool:
    """Whether a race is the pace of what stands before it: "6 km @ HM", "3 x 3 km HM"."""
    if len(joined) <= 1:
        return bool(joined) and _is_short_of_half(joined[-1])
    if joined[-1].has(Sense.AT) and text.folded[joined[-1].start] == "@":
        return joined[-2].kind in _FIGURES
    repeated = joined[-2].kind is Kind.X and joined[-1].kind in _FIGURES
    return repeated or _is_short_of_half(joined[-1])


def _is_short_of_half(item: Item) -> bool:
    return item.kind is Kind.DISTANCE and item.high < _SHORT_OF_HALF_M


def _is_pace_word(item: Item) -> bool:
    return item.has(Sense.PACE) or item.has(Sense.RACE_PACE)


def sense_of_race(distance_m: float) -> Sense:
    """The type of a run at the pace of a race over this distance."""
    if distance_m <= _TEN_K_M:
        return Sense.INTERVALS
    return Sense.TEMPO_RUN if distance_m < _MARATHON_M else Sense.STEADY_RUN


def _race_pace(start: int, end: int, distance_m: float) -> Item:
    item = _intensity(start, end, sense_of_race(distance_m))
    return item._replace(low=distance_m, high=distance_m)


def _intensity(start: int, end: int, sense: Sense) -> Item:
    entry = Entry(frozenset({sense}), Strength.FRAGILE)
    return Item(Kind.INTENSITY, start, end, entry=entry)


def _is_named_pace(item: Item) -> bool:
    return item.kind is Kind.PHRASE and any(item.has(sense) for sense in _PACED)


def _is_race(item: Item) -> bool:
    is_distance = item.kind is Kind.DISTANCE and item.high >= _SHORTEST_RACE_M
    if item.miles and round(item.high / _METERS_PER_MILE) not in _RACES_MI:
        return False
    return is_distance or (item.kind is Kind.INTENSITY and item.high > 0)


def _joins(item: Item) -> bool:
    return item.sign in {"-", "/"} or any(item.has(sense) for sense in _JOINERS)


def _behind_at(joined: list[Item], item: Item, text: Text) -> bool:
    """Whether a race distance stands for its pace: "8x400 @ 5k"."""
    race = _SHORTEST_RACE_M < item.low <= _LONGEST_RACE_M and not item.miles
    if not race or len(joined) <= 1 or not joined[-1].has(Sense.AT):
        return False
    return joined[-2].kind in {Kind.DISTANCE, Kind.TIME, Kind.NUMBER} and (
        text.folded[joined[-1].start] == "@"
    )


def _counts(items: list[Item], at: int) -> bool:
    """Whether a number begins the next part: "20 min T + 4 x 200 R", "3x1T + 2E"."""
    after = items[at + 1] if at + 1 < len(items) else None
    if after is None or items[at].kind is not Kind.NUMBER:
        return False
    lettered = after.end - after.start == 1 and any(after.has(sense) for sense in _LETTERED)
    return after.kind is Kind.X or lettered


def _offset(joined: list[Item], item: Item) -> bool:
    """Take in "- 10s" behind a pace: faster than marathon pace is tempo, much slower is easy."""
    if item.kind not in _OFFSETS or item.high > _LARGEST_OFFSET_S or len(joined) <= 1:
        return False
    base, sign = joined[-2], "-" if joined[-1].has(Sense.MINUS) else joined[-1].sign
    if sign not in {"-", "+"} or not any(base.has(sense) for sense in _PACED):
        return False
    sense = next(sense for sense in _PACED if base.has(sense))
    if sense is Sense.STEADY_RUN and sign == "-":
        sense = Sense.TEMPO_RUN
    elif sense is Sense.STEADY_RUN and item.low >= _EASY_FROM_S:
        sense = Sense.EASY_RUN
    del joined[-2:]
    joined.append(_intensity(base.start, item.end, sense))
    return True


def _percent(joined: list[Item], item: Item) -> bool:
    """Take in the percent before a pace: "90% of 5k speed", "105% MP"."""
    is_pace = item.kind is Kind.INTENSITY or any(item.has(sense) for sense in _PACED)
    if not is_pace or not joined:
        return False
    at = len(joined) - (2 if joined[-1].has(Sense.OF) and len(joined) > 1 else 1)
    percent = joined[at]
    if percent.kind is not Kind.PERCENT:
        return False
    bands = _BANDS_MARATHON if item.has(Sense.STEADY_RUN) else _BANDS_5K
    sense = next((s for floor, s in bands if percent.high >= floor), Sense.EASY_RUN)
    del joined[at:]
    joined.append(_intensity(percent.start, item.end, sense))
    return True
