"""The lexicons: one TOML file a language, read once at import and merged into one.

A language is added by adding a file to `lexicons/` and its name to nothing: every file there
with a `language` key is read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from rules.recognition.exercises import EXERCISES, Exercise
from rules.recognition.senses import INHERITED, NEUTRAL, Entry, Sense, Strength
from rules.recognition.text import fold
from rules.recognition.tokens import phrase_key

_STRENGTHS = {
    "certain": Strength.CERTAIN,
    "likely": Strength.LIKELY,
    "fragile": Strength.FRAGILE,
    "words": Strength.NONE,
    "always": Strength.NONE,
    "unless_prescribed": Strength.NONE,
}
_SENSES = {sense.value: sense for sense in Sense}
_METERS = {"m": 1.0, "km": 1000.0, "mi": 1609.344, "yd": 0.9144}
_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0}
_KILOGRAMS = {"kg": 1.0, "lb": 0.45359237}
_MIN_PLURAL_CHARS = 3

Key = tuple[str, ...]


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


@dataclass(slots=True)
class _Draft:
    """What has been read of a phrase so far: languages and tables add to one another."""

    senses: set[Sense] = field(default_factory=set)
    strength: Strength = Strength.NONE
    exercise: Exercise | None = None


@dataclass(slots=True)
class _Builder:
    """Collects the phrases of all languages."""

    drafts: dict[Key, _Draft] = field(default_factory=dict)

    def add(
        self,
        phrases: Iterable[str],
        sense: Sense,
        strength: Strength,
        plurals: Iterable[str],
        exercise: Exercise | None = None,
    ) -> None:
        for phrase in phrases:
            for spelling in _spellings(phrase, tuple(plurals)):
                draft = self.drafts.setdefault(phrase_key(fold(spelling)), _Draft())
                draft.senses.add(sense)
                draft.strength = max(draft.strength, strength)
                draft.exercise = draft.exercise or exercise

    def fill(self, lexicon: Lexicon) -> None:
        sizes: dict[str, set[int]] = {}
        for key, draft in self.drafts.items():
            senses = draft.senses | self._inherited(key, draft.senses)
            lexicon.phrases[key] = Entry(frozenset(senses), draft.strength, draft.exercise)
            sizes.setdefault(key[0], set()).add(len(key))
        lexicon.sizes = {
            first: tuple(sorted(lengths, reverse=True)) for first, lengths in sizes.items()
        }

    def _inherited(self, key: Key, own: set[Sense]) -> set[Sense]:
        """What a phrase takes over from the phrases inside it (`senses.INHERITED`)."""
        wanted = INHERITED
        if Sense.RUN in own and not own & NEUTRAL:
            wanted = INHERITED | NEUTRAL - {Sense.RACE}  # a "base run" is easy as "base" is
        parts = (key[i:j] for i in range(len(key)) for j in range(i + 1, len(key) + 1))
        drafts = [self.drafts[part] for part in parts if part in self.drafts and part != key]
        return {sense for draft in drafts for sense in draft.senses & wanted}


def _spellings(phrase: str, plurals: tuple[str, ...]) -> Iterator[str]:
    """The phrase, its plurals, and both with the hyphens left out ("pullup")."""
    for base in dict.fromkeys((phrase, phrase.replace("-", ""))):
        yield base
        if len(base) >= _MIN_PLURAL_CHARS and base[-1].isalpha():
            for plural in plurals:
                if not base.endswith(plural):
                    yield base + plural


def load_lexicon() -> Lexicon:
    """Read every language that ships with the package.

    Raises `ValueError` naming the file and the table where a table is not known.
    """
    lexicon, builder = Lexicon(), _Builder()
    folder = files("rules.recognition") / "lexicons"
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not path.name.endswith(".toml"):
            continue
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if "language" in data:
            _read_language(path.name, data, lexicon, builder)
    _read_exercises(EXERCISES.aliases, builder, ("s", "es"))
    builder.fill(lexicon)
    return lexicon


def _read_language(name: str, data: dict[str, Any], lexicon: Lexicon, builder: _Builder) -> None:
    plurals = tuple(data.pop("plurals", ()))
    del data["language"]
    _read_units(data.pop("units", {}), lexicon)
    lexicon.numbers.update({fold(word): value for word, value in data.pop("numbers", {}).items()})
    for letter, sense in data.pop("letters", {}).items():
        lexicon.letters[letter] = Entry(frozenset({_SENSES[sense]}), Strength.FRAGILE)
    _read_exercises(data.pop("exercises", {}), builder, plurals)
    for table, strength, phrases in _tables(data, ""):
        if table not in _SENSES:
            raise ValueError(f"{name}: table [{table}] is not known; see docs/recognition.md")
        builder.add(phrases, _SENSES[table], strength, plurals)


def _tables(data: dict[str, Any], path: str) -> Iterator[tuple[str, Strength, list[str]]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _tables(value, f"{path}.{key}" if path else key)
        elif key in _STRENGTHS:
            table = f"{path}.{key}" if path == "no_workout" else path
            yield table, _STRENGTHS[key], value
        else:
            yield f"{path}.{key}", Strength.NONE, []


def _read_units(units: dict[str, Any], lexicon: Lexicon) -> None:
    for table, values, target in (
        ("distance_m", _METERS, lexicon.meters),
        ("time_s", _SECONDS, lexicon.seconds),
        ("load_kg", _KILOGRAMS, lexicon.kilograms),
    ):
        for unit, words in units.get(table, {}).items():
            target.update({fold(word): values[unit] for word in words})


def _read_exercises(
    names: Mapping[str, Iterable[str]], builder: _Builder, plurals: tuple[str, ...]
) -> None:
    for name, aliases in names.items():
        exercise = EXERCISES.by_name[name]
        for alias in aliases:
            strength = _exercise_strength(alias)
            builder.add([alias], Sense.EXERCISE, strength, plurals, exercise)


def _exercise_strength(alias: str) -> Strength:
    if alias in EXERCISES.ordinary_words:
        return Strength.FRAGILE
    return Strength.CERTAIN if " " in alias else Strength.LIKELY


LEXICON = load_lexicon()
