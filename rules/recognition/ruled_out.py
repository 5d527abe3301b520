"""Whether a word rules a workout out, wherever it stands or as the head of what is named."""

from __future__ import annotations

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.senses import WORKOUT_SENSES, Sense, Strength

_MENTIONS = (Sense.WITH, Sense.THEN, Sense.TO, Sense.AT)


def is_ruled_out(title: Reading, *, prescribed: bool) -> bool:
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
            if not ((certain_before and (apart or named)) or _is_ambiguous(item, title.items)):
                return True
        if _tells(item, Strength.LIKELY):
            certain_before = True
    return False


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
