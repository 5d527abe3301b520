"""The lexicons: one TOML file a language, read once at import and merged into one.

A language is added by adding a file to `lexicons/` and its name to nothing: every file there
with a `language` key is read.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from rules.exercise import Exercise, Pattern
from rules.recognition.exercises import EXERCISES, ReducedName
from rules.recognition.senses import INHERITED, NEUTRAL, SPORTS, Entry, Sense, Strength
from rules.recognition.text import fold
from rules.recognition.tokens import phrase_key

_STRENGTHS = {
    "certain": Strength.CERTAIN,
    "likely": Strength.LIKELY,
    "fragile": Strength.FRAGILE,
    "measured": Strength.MEASURED,
    "words": Strength.NONE,
    "always": Strength.NONE,
    "unless_prescribed": Strength.NONE,
}
_SENSES = {sense.value: sense for sense in Sense}
_METERS = {"m": 1.0, "km": 1000.0, "mi": 1609.344, "yd": 0.9144}
_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0}
_KILOGRAMS = {"kg": 1.0, "lb": 0.45359237}
_MIN_PLURAL_CHARS = 3
FOLDER = files("rules.recognition") / "lexicons"

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
    before_names: bool = True


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a language forms plurals, whether it writes common nouns small, its ordinary words."""

    plurals: tuple[str, ...]
    capitals_are_names: bool = False
    ordinary_words: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Builder:
    """Collects the phrases of all languages."""

    drafts: defaultdict[Key, _Draft] = field(default_factory=lambda: defaultdict(_Draft))

    def add(
        self,
        phrases: Iterable[str],
        sense: Sense,
        strength: Strength,
        habits: _Habits,
        exercise: Exercise | None = None,
    ) -> None:
        for phrase in phrases:
            for key in _keys(phrase, habits.plurals):
                draft = self.drafts[key]
                draft.senses.add(sense)
                draft.strength = max(draft.strength, strength)
                draft.exercise = draft.exercise or exercise
                draft.before_names = draft.before_names and habits.capitals_are_names

    def fill(self, lexicon: Lexicon) -> None:
        sizes: defaultdict[str, set[int]] = defaultdict(set)
        alike: dict[tuple[object, ...], Entry] = {}  # most phrases share their meaning with others
        carriers = self._carriers()
        for key, draft in self.drafts.items():
            senses = frozenset(draft.senses | _inherited(key, draft.senses, carriers))
            meaning = senses, draft.strength, id(draft.exercise), draft.before_names
            if meaning not in alike:
                alike[meaning] = Entry(senses, draft.strength, draft.exercise, draft.before_names)
            lexicon.phrases[key] = alike[meaning]
            sizes[key[0]].add(len(key))
        lexicon.sizes = {
            first: tuple(sorted(lengths, reverse=True)) for first, lengths in sizes.items()
        }

    def _carriers(self) -> _Carriers:
        """The phrases that longer ones may take something over from."""
        carriers = _Carriers()
        for key, draft in self.drafts.items():
            senses = draft.senses & _CARRIED
            if senses:
                carriers.senses[key] = senses
                carriers.sizes[key[0]].add(len(key))
        return carriers


_CARRIED = INHERITED | NEUTRAL


@dataclass(slots=True)
class _Carriers:
    """Phrases with what may be taken over from them; how long those are, by their first token."""

    senses: dict[Key, set[Sense]] = field(default_factory=dict)
    sizes: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def _inherited(key: Key, own: set[Sense], carriers: _Carriers) -> set[Sense]:
    """What a phrase takes over from the phrases inside it (`senses.INHERITED`)."""
    if len(key) == 1:
        return set()
    wanted = INHERITED
    if Sense.RUN in own and not own & NEUTRAL:
        wanted = INHERITED | NEUTRAL - {Sense.RACE}  # a "base run" is easy as "base" is
    if not own.isdisjoint(_OTHER_SPORTS):
        wanted -= {Sense.RUN}  # "sortie vélo" is a ride, though "sortie" is said of runs
    found: set[Sense] = set()
    for start, token in enumerate(key):
        for size in carriers.sizes.get(token, ()):
            part = key[start : start + size]
            if part != key and part in carriers.senses:
                found |= carriers.senses[part] & wanted
    return found


_OTHER_SPORTS = frozenset(SPORTS) - {Sense.RUN}


def _keys(phrase: str, plurals: tuple[str, ...]) -> Iterator[Key]:
    """The tokens of the phrase, of its plurals, and of both with the hyphens left out ("pullup").

    A plural ending lengthens the last token, so that each phrase is cut only once.
    """
    for base in dict.fromkeys((phrase, phrase.replace("-", ""))):
        key = phrase_key(fold(base))
        yield key
        if len(base) >= _MIN_PLURAL_CHARS and base[-1].isalpha():
            for plural in plurals:
                if not base.endswith(plural):
                    yield (*key[:-1], key[-1] + fold(plural))


def load_lexicon(folder: Traversable = FOLDER) -> Lexicon:
    """Read every language of a folder: by default, of the one that ships with the package.

    Raises `ValueError` naming the file and the table where a table is not known.
    """
    lexicon, builder = Lexicon(), _Builder()
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not path.name.endswith(".toml") or path.name.startswith("exercises"):
            continue  # exercises.py has read those
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if "language" in data:
            _read_language(path.name, data, lexicon, builder)
    english = _Habits(("s", "es"), ordinary_words=EXERCISES.ordinary_words)
    _read_exercises(EXERCISES.aliases, builder, english)
    builder.fill(lexicon)
    _add_reduced(lexicon)
    return lexicon


def _add_reduced(lexicon: Lexicon) -> None:
    """Add the names of the reduced set of exercises; a phrase that is known stays what it is."""
    heavy_or_light = {
        key[0]: entry.senses & INHERITED - {Sense.RUN}
        for key, entry in lexicon.phrases.items()
        if len(key) == 1 and not entry.senses.isdisjoint(INHERITED - {Sense.RUN})
    }
    sizes: dict[str, set[int]] = {}
    for name in EXERCISES.reduced:
        entry = _reduced_entry(name, heavy_or_light)
        for key in name.keys:
            if lexicon.phrases.setdefault(key, entry) is entry:
                sizes.setdefault(key[0], set()).add(len(key))
    for first, lengths in sizes.items():
        longest_first = sorted(lengths.union(lexicon.sizes.get(first, ())), reverse=True)
        lexicon.sizes[first] = tuple(longest_first)


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


_STRETCH, _LIFTED = frozenset({Sense.MOBILITY}), frozenset({Sense.EXERCISE})


def _read_language(name: str, data: dict[str, Any], lexicon: Lexicon, builder: _Builder) -> None:
    habits = _Habits(
        plurals=tuple(data.pop("plurals", ())),
        capitals_are_names=data.pop("capitals_are_names", False),
        ordinary_words=frozenset(data.pop("ordinary_words", ())),
    )
    del data["language"]
    _read_units(data.pop("units", {}), lexicon)
    lexicon.numbers.update({fold(word): value for word, value in data.pop("numbers", {}).items()})
    for letter, sense in data.pop("letters", {}).items():
        lexicon.letters[letter] = Entry(frozenset({_SENSES[sense]}), Strength.FRAGILE)
    _read_exercises(data.pop("exercises", {}), builder, habits)
    for table, strength, phrases in _tables(data, ""):
        if table not in _SENSES:
            raise ValueError(f"{name}: table [{table}] is not known; see docs/recognition.md")
        builder.add(phrases, _SENSES[table], strength, habits)


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


def _read_exercises(names: Mapping[str, Iterable[str]], builder: _Builder, habits: _Habits) -> None:
    for name, aliases in names.items():
        exercise = EXERCISES.by_name[name]
        for alias in aliases:
            strength = _exercise_strength(alias, habits.ordinary_words)
            builder.add([alias], Sense.EXERCISE, strength, habits, exercise)


def _exercise_strength(alias: str, ordinary_words: frozenset[str]) -> Strength:
    if alias in ordinary_words:
        return Strength.FRAGILE
    return Strength.CERTAIN if " " in alias else Strength.LIKELY


LEXICON = load_lexicon()
