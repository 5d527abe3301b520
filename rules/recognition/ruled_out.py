"""Whether a word rules a workout out, wherever it stands or as the head of what is named."""

from __future__ import annotations

from rules.recognition.escorts import is_escort
from rules.recognition.items import Item, Kind, Reading
from rules.recognition.senses import WORKOUT_SENSES, Sense, Strength

_REMARKS = frozenset({",", ";"})
_MENTIONS = (Sense.WITH, Sense.THEN, Sense.TO, Sense.AT)


def is_ruled_out(title: Reading, *, prescribed: bool) -> bool:
    """Whether a word rules the workout out; some do only where nothing is prescribed."""
    if is_escort(title):
        return True
    certain_before = False
    for i, item in enumerate(title.items):
        if item.has(Sense.NO_WORKOUT) and not _is_remark(title.items, i, prescribed=prescribed):
            return True
        if _is_owner(title.items, i) or _is_pupil(title, i):
            return True
        if item.has(Sense.NO_WORKOUT_UNLESS_PRESCRIBED) and not prescribed:
            apart = i > 0 and title.items[i - 1].kind is not Kind.PHRASE
            named = any(
                any(before.has(sense) for sense in _MENTIONS)
                for before in title.items[max(0, i - 3) : i]
            )
            if not ((certain_before and (apart or named)) or _is_ambiguous(item, title.items)):
                return True
        if _tells(item, Strength.LIKELY):
            certain_before = True
    return False


def _is_remark(items: list[Item], at: int, *, prescribed: bool) -> bool:
    """Whether a word behind a comma only adds to a workout: "10k race, bib pickup 8am".

    What is called off is so wherever that is said.
    """
    if items[at].has(Sense.CALLED_OFF):
        return False
    comma = next((i for i in range(at - 1, 0, -1) if items[i].sign in _REMARKS), 0)
    told = [item for item in items[:comma] if _tells(item, Strength.FRAGILE)]
    certain = any(_tells(item, Strength.CERTAIN) for item in told)
    apart = not any(item.has(Sense.NO_WORKOUT) for item in items[:comma])
    return apart and (certain or (prescribed and bool(told)))


def _is_owner(items: list[Item], at: int) -> bool:
    """Whether the child that does it stands alone in brackets: "Calcetto Matteo (figlio)"."""
    bracketed = 0 < at < len(items) - 1 and items[at - 1].sign == "(" and items[at + 1].sign == ")"
    named = bracketed and at > 1 and items[at - 2].kind is Kind.WORD
    return named and items[at].has(Sense.NO_WORKOUT_UNLESS_PRESCRIBED)


def _is_pupil(title: Reading, at: int) -> bool:
    """Whether somebody's own run is one at school: "Mia's 5k fun run at school"."""
    first = title.items[0]
    owned = first.kind is Kind.WORD and title.text.folded[first.start : first.end].endswith("'s")
    there = at > 0 and title.items[at - 1].has(Sense.AT)
    return owned and there and title.items[at].has(Sense.NO_WORKOUT_UNLESS_PRESCRIBED)


def _tells(item: Item, least: Strength) -> bool:
    """Whether the word is one of a workout, and at least so sure."""
    entry = item.entry
    return (
        entry is not None
        and entry.strength >= least
        and not entry.senses.isdisjoint(WORKOUT_SENSES)
    )


def _is_ambiguous(item: Item, items: list[Item]) -> bool:
    """Whether it is a workout in another language, which a sure word beside it tells: "course"."""
    sure = any(_tells(other, Strength.CERTAIN) for other in items)
    return sure and _tells(item, Strength.NONE)
