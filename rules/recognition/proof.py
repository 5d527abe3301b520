"""What a word proves where it stands: "run" in "run errands" is no run."""

from __future__ import annotations

from rules.recognition.items import Item, Kind, Reading, is_capital
from rules.recognition.senses import WORKOUT_SENSES, Entry, Sense, Strength

_ARTICLES = frozenset({"the", "a", "an", "my", "your", "our"})
_BY = "by"
_FIGURES = frozenset({Kind.PERCENT, Kind.LOAD, Kind.NUMBER, Kind.TIME})


def proof_of(reading: Reading, at: int) -> Strength:
    """What the word proves where it stands."""
    item = reading.items[at]
    if item.entry is None or item.entry.senses.isdisjoint(WORKOUT_SENSES):
        return Strength.NONE
    if at > 0 and _is_anothers(reading, reading.items[at - 1]):
        return Strength.NONE
    if item.has(Sense.TAUGHT) and _is_pupils(reading, at):
        return Strength.NONE
    if item.entry.strength is Strength.FRAGILE:
        return _counted_fragile(reading, at)
    less = _depends(item.entry) and (_is_modifier(reading, at) or _is_given(reading, at))
    if less or _is_errand(reading, at):
        return Strength.FRAGILE
    return item.entry.strength


def _depends(entry: Entry) -> bool:
    """Whether it proves less before a word that is not understood: "hammer curl workstation"."""
    return entry.strength is Strength.LIKELY or (
        entry.strength is Strength.CERTAIN and Sense.EXERCISE in entry.senses
    )


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


def _is_pupils(reading: Reading, at: int) -> bool:
    """Whether nothing but a name stands beside it: "Lily football training"."""
    before, after = _bare(reading.items[:at]), _bare(reading.items[at + 1 :])
    name, rest = (before, after) if before else (after, before)
    named = len(name) == 1 and name[0].kind is Kind.WORD and name[0].entry is None
    return named and not rest and is_capital(reading, name[0])


def _bare(items: list[Item]) -> list[Item]:
    """Without the "do" of "Natação do Theo" and the time of day."""
    return [item for item in items if not (item.has(Sense.FILLER) or item.has(Sense.OF))]


def _is_modifier(reading: Reading, at: int) -> bool:
    """Whether a word that is not understood, or an object, follows at once ("run errands")."""
    if at + 1 >= len(reading.items):
        return False
    after, behind = reading.items[at + 1], reading.items[at + 2 : at + 4]
    if after.kind is Kind.WORD:
        return not _is_name_behind(reading, at)
    word = reading.text.folded[after.start : after.end]
    if word == _BY and behind and behind[0].kind is Kind.WORD:
        return not is_capital(reading, behind[0])  # "Run by lawyer", but "Run by Thames"
    article = word in _ARTICLES
    if article and reading.items[at].has(Sense.EXERCISE):
        return True
    if after.has(Sense.PURPOSE) or (article and _is_thing(reading, at)):
        return any(item.kind is Kind.WORD for item in behind)
    leads = article or after.has(Sense.OF) or (after.has(Sense.TO) and _is_thing(reading, at))
    return leads and any(
        item.kind is Kind.WORD and not is_capital(reading, item) for item in behind
    )


def _is_name_behind(reading: Reading, at: int) -> bool:
    """Whether a name follows: "Correr Retiro"; in English only with a place, "Run Hyde Park"."""
    entry, words = reading.items[at].entry, reading.items[at + 1 : at + 4]
    names = 0
    while names < len(words) and words[names].kind is Kind.WORD:
        names += 1
    if not all(is_capital(reading, word) for word in words[:names]):
        return False
    before_names = entry is not None and entry.before_names
    return before_names or (names < len(words) and words[names].has(Sense.PLACE))


def _is_errand(reading: Reading, at: int) -> bool:
    """Whether an unknown word stands before a mere "run": "hospital run", "Python bootcamp"."""
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
