"""The exercise that a name stands for, in any language and spelling."""

from __future__ import annotations

from rules.exercise import Exercise, Pattern
from rules.recognition.exercises import EXERCISES
from rules.recognition.lexicon import LEXICON, Key
from rules.recognition.senses import Strength
from rules.recognition.text import MAX_TITLE_CHARS, read_text
from rules.recognition.tokens import phrase_key

# The lexicon knows stretches as mobility work, not as exercises of a lift.
_STRETCHES = {
    key: name.exercise
    for name in EXERCISES.reduced
    if name.exercise.pattern is Pattern.MOBILITY
    for key in name.keys
}


def exercise_of(name: str) -> Exercise | None:
    """The exercise of a name such as `LiftSet.exercise`; None where it is not known.

    Words before a name that is known are taken for its manner ("slow back squats"), unless what
    is left is an ordinary word: a "banana row" is no row.
    """
    key = phrase_key(read_text(name, MAX_TITLE_CHARS).folded)
    for start in range(len(key)):
        found = _known(key[start:], surely=start > 0)
        if found is not None:
            return found
    return None


def _known(key: Key, *, surely: bool) -> Exercise | None:
    entry = LEXICON.phrases.get(key)
    if entry is not None and entry.exercise is not None:
        return entry.exercise if not surely or entry.strength >= Strength.LIKELY else None
    return None if surely else _STRETCHES.get(key)
