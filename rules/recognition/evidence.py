"""Whether a text speaks of a workout at all, and on which words that rests."""

from __future__ import annotations

from enum import IntEnum

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.senses import NEUTRAL, SPORTS, Sense, Strength

_STRUCTURE = frozenset(
    {Kind.SERIES, Kind.DISTANCE, Kind.PACE, Kind.PERCENT, Kind.INTENSITY, Kind.LOAD}
)
_REPEATED = frozenset({Kind.DISTANCE, Kind.TIME, Kind.NUMBER, Kind.PERCENT})
_CLAUSE_ENDS = frozenset({",", ";", "-", "·", ":", "(", ")", "/", "|", "+", "."})
_ARTICLES = frozenset({"the", "a", "an", "my", "your", "our"})
_BY = "by"
_MENTIONS = (Sense.WITH, Sense.THEN, Sense.TO, Sense.AT)
_FIGURES = frozenset({Kind.PERCENT, Kind.LOAD, Kind.NUMBER, Kind.TIME})
_DISTANCE_FROM_M = 1500.0
_WORKOUT_SENSES = NEUTRAL | frozenset(SPORTS) | {Sense.ANY_SPORT}


class Evidence(IntEnum):
    """How sure it is that a text is a workout."""

    RULED_OUT = -1
    NONE = 0
    WEAK = 1
    GOOD = 2
    STRONG = 3


def title_evidence(title: Reading) -> Evidence:
    """What the title alone proves."""
    prescribed = has_structure(title)
    if _ruled_out(title, prescribed=prescribed):
        return Evidence.RULED_OUT
    best = max((_counted(title, i) for i in range(len(title.items))), default=Strength.NONE)
    if best is Strength.CERTAIN:
        return Evidence.STRONG
    if best is Strength.LIKELY:
        return Evidence.GOOD
    understood = is_understood(title)
    timed = understood and any(item.kind is Kind.TIME for item in title.items)
    if best is Strength.MEASURED and (prescribed or timed):
        return Evidence.WEAK
    if best is Strength.FRAGILE and (understood or prescribed):
        return Evidence.WEAK
    return Evidence.WEAK if understood and _is_prescription(title) else Evidence.NONE


def description_evidence(description: Reading) -> Evidence:
    """What a description proves under a title that says nothing: a plain sentence is no proof."""
    if any(item.has(Sense.NO_WORKOUT) for item in description.items):
        return Evidence.RULED_OUT
    counted = [_counted(description, i) for i in range(len(description.items))]
    best = max(counted, default=Strength.NONE)
    if best is Strength.CERTAIN:
        return Evidence.GOOD
    measured = any(item.kind in _STRUCTURE or item.kind is Kind.TIME for item in description.items)
    if best is Strength.LIKELY and measured:
        return Evidence.GOOD
    repeated = any(is_repeat(description.items, i) for i in range(len(description.items)))
    if best is Strength.FRAGILE and (repeated or is_understood(description)):
        return Evidence.WEAK
    return Evidence.NONE


def _is_prescription(reading: Reading) -> bool:
    """Whether a text without a single telling word prescribes: "5 mi", "8 x 400", "5x5"."""
    items = reading.items
    return any(
        (item.kind is Kind.DISTANCE and item.low >= _DISTANCE_FROM_M) or is_repeat(items, i)
        for i, item in enumerate(items)
    )


def has_structure(reading: Reading) -> bool:
    """Whether the text measures something: a distance, a pace, repeats, a load."""
    items = reading.items
    return any(item.kind in _STRUCTURE or is_repeat(items, i) for i, item in enumerate(items))


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
    named = False
    known = 0
    for item in reading.items:
        if item.has(Sense.WITH) or item.has(Sense.AT):
            named = True
        elif item.kind is Kind.LINE or item.sign in _CLAUSE_ENDS:
            named = False
        elif item.kind is Kind.WORD and not (named and _is_capital(reading, item)):
            return False
        known += item.kind is not Kind.SIGN
    return known > 0


def _is_capital(reading: Reading, item: Item) -> bool:
    return reading.text.shown[item.start].isupper()


def _counted(reading: Reading, at: int) -> Strength:
    """What the word proves where it stands."""
    item = reading.items[at]
    if item.entry is None or not item.entry.senses & _WORKOUT_SENSES:
        return Strength.NONE
    if at > 0 and _is_anothers(reading, reading.items[at - 1]):
        return Strength.NONE
    if item.entry.strength is Strength.FRAGILE:
        return _counted_fragile(reading, at)
    if item.entry.strength is Strength.LIKELY and (
        _is_modifier(reading, at) or _is_errand(reading, at) or _is_given(reading, at)
    ):
        return Strength.FRAGILE
    return item.entry.strength


def _counted_fragile(reading: Reading, at: int) -> Strength:
    item = reading.items[at]
    numbered = at + 1 < len(reading.items) and reading.items[at + 1].kind is Kind.ORDINAL
    if numbered or (item.has(Sense.REST) and _is_figured(reading, at)):
        return Strength.NONE  # "Sprint 12", "Leg 2"; "20% off"
    return Strength.FRAGILE


def _is_figured(reading: Reading, at: int) -> bool:
    """Whether figures stand beside the word: "20% off" and "rest 90 s" are no rest days."""
    near = reading.items[max(0, at - 1) : at] + reading.items[at + 1 : at + 2]
    return any(item.kind in _FIGURES for item in near)


def _is_anothers(reading: Reading, item: Item) -> bool:
    return item.kind is Kind.WORD and reading.text.folded[item.start : item.end].endswith("'s")


def _is_modifier(reading: Reading, at: int) -> bool:
    """Whether a word that is not understood, or an object, follows at once ("run errands")."""
    if at + 1 >= len(reading.items):
        return False
    after, behind = reading.items[at + 1], reading.items[at + 2 : at + 4]
    if after.kind is Kind.WORD:
        return not _is_name_behind(reading, at)
    word = reading.text.folded[after.start : after.end]
    if word == _BY and behind and behind[0].kind is Kind.WORD:
        return not _is_capital(reading, behind[0])  # "Run by lawyer", but "Run by Thames"
    article = word in _ARTICLES
    if article and reading.items[at].has(Sense.EXERCISE):
        return True
    if after.has(Sense.PURPOSE) or (article and _is_thing(reading, at)):
        return any(item.kind is Kind.WORD for item in behind)
    leads = article or after.has(Sense.OF) or (after.has(Sense.TO) and _is_thing(reading, at))
    return leads and any(
        item.kind is Kind.WORD and not _is_capital(reading, item) for item in behind
    )


def _is_name_behind(reading: Reading, at: int) -> bool:
    """Whether a name follows: "Correr Retiro"; in English only with a place, "Run Hyde Park"."""
    entry, words = reading.items[at].entry, reading.items[at + 1 : at + 4]
    names = 0
    while names < len(words) and words[names].kind is Kind.WORD:
        names += 1
    if not all(_is_capital(reading, word) for word in words[:names]):
        return False
    before_names = entry is not None and entry.before_names
    return before_names or (names < len(words) and words[names].has(Sense.PLACE))


def _is_errand(reading: Reading, at: int) -> bool:
    """Whether a word that is not understood stands before a mere "run": "hospital run"."""
    item, before = reading.items[at], reading.items[at - 1] if at else None
    return item.has(Sense.ERRAND) and before is not None and before.kind is Kind.WORD


def _is_given(reading: Reading, at: int) -> bool:
    """Whether it is the thing that somebody is given: "mum a lift"."""
    if at <= 1 or not _is_thing(reading, at) or reading.items[at - 2].kind is not Kind.WORD:
        return False
    before = reading.items[at - 1]
    return reading.text.folded[before.start : before.end] in _ARTICLES


def _is_thing(reading: Reading, at: int) -> bool:
    """Whether the word is a thing as well: one can run to a place, but not "lift to" one."""
    return reading.items[at].has(Sense.LIFT)


def _ruled_out(title: Reading, *, prescribed: bool) -> bool:
    """Whether a word rules the workout out; some do only where nothing is prescribed."""
    certain_before = False
    for i, item in enumerate(title.items):
        if item.has(Sense.NO_WORKOUT):
            return True
        if item.has(Sense.NO_WORKOUT_UNLESS_PRESCRIBED) and not prescribed:
            apart = i > 0 and title.items[i - 1].kind is not Kind.PHRASE
            named = any(
                any(before.has(sense) for sense in _MENTIONS)
                for before in title.items[max(0, i - 3) : i]
            )
            if not (certain_before and (apart or named)):
                return True
        if item.entry is not None and item.entry.senses & _WORKOUT_SENSES:
            certain_before = certain_before or item.entry.strength >= Strength.LIKELY
    return False
