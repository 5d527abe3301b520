"""Slips of the pen in long words of training: "liftng", "streching", "Kraftraining".

Only a word that no lexicon knows is put right, by one letter left out, doubled or swapped, toward
long words that are likely a workout: short ones are too near to ordinary words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rules.recognition.lexicon import LEXICON
from rules.recognition.senses import WORKOUT_SENSES, Entry, Sense, Strength

_SHORTEST = 7
_LONGEST = 30
# One letter away from a word of training, and words of their own.
_ORDINARY = frozenset({
    "plates", "weighs", "macher", "couring", "maching", "pirates", "limbing", "spinnin", "wakling",
    "courir", "fitnes", "stripes", "string", "spring", "stings", "waling", "staking", "skating",
})  # fmt: skip


@cache
def _index() -> dict[str, Entry]:
    """The words with a letter left out, but the first and the last; none that means two words."""
    found: dict[str, Entry] = {}
    for key, entry in LEXICON.phrases.items():
        if len(key) == 1 and len(key[0]) >= _SHORTEST and _is_sure(entry):
            word = key[0]
            for at in range(1, len(word) - 1):
                found.setdefault(word[:at] + word[at + 1 :], entry)
    return found


def _is_sure(entry: Entry) -> bool:
    ruled_out = Sense.NO_WORKOUT in entry.senses
    told = not entry.senses.isdisjoint(WORKOUT_SENSES)
    return told and not ruled_out and entry.strength >= Strength.LIKELY


def corrected(word: str) -> Entry | None:
    """The entry of the word that was meant, for a word that no lexicon knows."""
    if not _SHORTEST - 1 <= len(word) <= _LONGEST or word in _ORDINARY:
        return None
    left_out = _index().get(word)
    if left_out is not None:
        return left_out
    for meant in _undone(word):
        entry = LEXICON.phrases.get((meant,))
        if entry is not None and len(meant) >= _SHORTEST and _is_sure(entry):
            return entry
    return None


def _undone(word: str) -> Iterator[str]:
    """The word without a doubled letter, and with neighbors swapped inside it."""
    for at in range(1, len(word) - 1):
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]
        elif at < len(word) - 2:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
