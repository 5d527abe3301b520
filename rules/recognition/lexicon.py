"""The lexicon: the phrases of all languages, read once at import and merged into one."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rules.exercise import Pattern
from rules.recognition.exercises import EXERCISES, ReducedName
from rules.recognition.lexicon_builder import Key, sizes_of
from rules.recognition.lexicon_files import FOLDER, ClimbWords, RaceNames, read_languages
from rules.recognition.senses import INHERITED, Entry, Sense, Strength

__all__ = ["FOLDER", "LEXICON", "Key", "Lexicon", "load_lexicon"]

_STRETCH, _LIFTED = frozenset({Sense.MOBILITY}), frozenset({Sense.EXERCISE})
_LOADS = INHERITED - {Sense.RUN}


@dataclass(slots=True)
class Lexicon:
    """Phrases by their tokens; the words of units, numbers and letters.

    `sizes` holds, for the first token of a phrase, how many tokens its phrases have, longest first.
    """

    phrases: dict[Key, Entry] = field(default_factory=dict)
    sizes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    meters: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    kilograms: dict[str, float] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    letters: dict[str, Entry] = field(default_factory=dict)
    climbs: ClimbWords = field(default_factory=ClimbWords)
    races: RaceNames = field(default_factory=RaceNames)

    def longest(self, texts: Key, at: int) -> tuple[int, Entry] | None:
        """The longest phrase that begins at this token: how many tokens it takes, and its entry."""
        for size in self.sizes.get(texts[at], ()):
            if at + size <= len(texts):
                entry = self.phrases.get(texts[at : at + size])
                if entry is not None:
                    return size, entry
        return None

    def means(self, word: str, sense: Sense) -> bool:
        """Whether a single word has this meaning."""
        entry = self.phrases.get((word,))
        return entry is not None and sense in entry.senses


def load_lexicon(folder: Path = FOLDER) -> Lexicon:
    """Read every language of a folder: by default, of the one that ships with the package.

    Raises `ValueError` naming the file and the table where a table is not known.
    """
    read = read_languages(folder)
    phrases = read.builder.finished()
    _add_reduced(phrases)
    return Lexicon(
        phrases,
        sizes_of(phrases),
        read.meters,
        read.seconds,
        read.kilograms,
        read.numbers,
        read.letters,
        read.climbs,
        read.races,
    )


def _add_reduced(phrases: dict[Key, Entry]) -> None:
    """Add the names of the reduced set of exercises; a phrase that is known stays what it is."""
    words = {key[0]: entry.senses for key, entry in phrases.items() if len(key) == 1}
    loads = {word: senses & _LOADS for word, senses in words.items() if senses & _LOADS}
    barring = {word for word, senses in words.items() if Sense.NO_WORKOUT in senses}
    for name in EXERCISES.reduced:
        if barring.isdisjoint(name.keys[0]):  # a "rack delivery" is brought to the door
            entry = _reduced_entry(name, loads)
            for key in name.keys:
                phrases.setdefault(key, entry)


def _reduced_entry(name: ReducedName, loads: Mapping[str, frozenset[Sense]]) -> Entry:
    is_stretch = name.exercise.pattern is Pattern.MOBILITY
    senses = _STRETCH if is_stretch else _LIFTED
    for word in name.keys[0]:
        if word in loads:
            senses |= loads[word]
    strength = Strength.CERTAIN if len(name.keys[0]) > 1 else Strength.LIKELY
    # a stretch behind a lift says nothing of what the lift works
    exercise = None if is_stretch else name.exercise
    return Entry(senses, strength if name.proves else Strength.NONE, exercise)


def _load() -> Lexicon:
    """The lexicon that ships with the package.

    Nothing of it is ever garbage: to look for some among so many new tuples costs a fifth of it.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return load_lexicon()
    finally:
        if collects:
            gc.enable()


LEXICON = _load()
