"""Words of a workout that only say what kind of other thing is meant: "military press event".

What is meant is told by the noun that carries the others: in English, German and Dutch it stands
behind them, in the other languages in front, as a verb does in all ("sell treadmill").
"""

from __future__ import annotations

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.senses import WORKOUT_SENSES, Sense
from rules.recognition.structure import is_repeat

_JOINTS = (Sense.THEN, Sense.WITH, Sense.AT, Sense.TO, Sense.PURPOSE, Sense.OR)
_PRESCRIBED = frozenset({Kind.PACE, Kind.LOAD, Kind.SERIES, Kind.PERCENT, Kind.INTENSITY})


def headed(title: Reading) -> frozenset[int]:
    """The places of the workout's words that a word of another matter carries.

    None where the title prescribes: who films five sets of five does them.
    """
    items = title.items
    heads = [i for i, item in enumerate(items) if _is_head(item)]
    if not heads or any(_is_prescribed(items, i) for i in range(len(items))):
        return frozenset()
    found: set[int] = set()
    for at in heads:
        if items[at].has(Sense.NO_WORKOUT_LAST) and _ends_name(items, at):
            found.update(_before(items, at))
        if items[at].has(Sense.NO_WORKOUT_FIRST) and _begins_clause(items, at):
            found.update(_behind(items, at))
    return frozenset(found)


def _is_head(item: Item) -> bool:
    return item.has(Sense.NO_WORKOUT_LAST) or item.has(Sense.NO_WORKOUT_FIRST)


def _is_prescribed(items: list[Item], at: int) -> bool:
    return items[at].kind in _PRESCRIBED or is_repeat(items, at)


def _tells(item: Item) -> bool:
    return item.entry is not None and not item.entry.senses.isdisjoint(WORKOUT_SENSES)


def _is_cut(item: Item) -> bool:
    return item.kind is Kind.SIGN or item.kind is Kind.LINE


def _ends_name(items: list[Item], at: int) -> bool:
    """Whether no workout follows at once, of which the word would only tell the occasion."""
    return at + 1 >= len(items) or not _tells(items[at + 1])


def _begins_clause(items: list[Item], at: int) -> bool:
    return at == 0 or _is_cut(items[at - 1])


def _before(items: list[Item], at: int) -> list[int]:
    """The workout's words before the head, back to where another thing is said."""
    found: list[int] = []
    for i in range(at - 1, -1, -1):
        told = _tells(items[i])
        if _is_cut(items[i]) or (not told and any(items[i].has(sense) for sense in _JOINTS)):
            break
        if told:
            found.append(i)
    return found


def _behind(items: list[Item], at: int) -> list[int]:
    """The workout's words behind the head, up to where another thing is said."""
    found: list[int] = []
    for i in range(at + 1, len(items)):
        if _is_cut(items[i]) or (items[i].has(Sense.THEN) and not _tells(items[i])):
            break
        if _tells(items[i]):
            found.append(i)
    return found
