"""The files of the lexicons: one TOML file a language, in tables named after `Sense`.

A language is added by adding a file to `lexicons/` and its name to nothing: every file there
with a `language` key is read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from rules.exercise import Exercise
from rules.recognition.exercises import EXERCISES
from rules.recognition.lexicon_builder import Builder
from rules.recognition.senses import Entry, Sense, Strength
from rules.recognition.text import fold

FOLDER = Path(__file__).parent / "lexicons"
_STRENGTHS = {
    "certain": Strength.CERTAIN,
    "likely": Strength.LIKELY,
    "fragile": Strength.FRAGILE,
    "measured": Strength.MEASURED,
    "words": Strength.NONE,
    "always": Strength.NONE,
    "unless_prescribed": Strength.NONE,
    "first": Strength.NONE,
    "last": Strength.NONE,
    "called_off": Strength.NONE,
}
_SENSES = {sense.value: sense for sense in Sense}
_METERS = {"m": 1.0, "km": 1000.0, "mi": 1609.344, "yd": 0.9144}
_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0}
_KILOGRAMS = {"kg": 1.0, "lb": 0.45359237}


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a language forms plurals, whether it writes common nouns small, its ordinary words."""

    plurals: tuple[str, ...]
    capitals_are_names: bool = False
    ordinary_words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClimbWords:
    """How climbs are told: units of nothing else, what stands beside meters, feet, the way down."""

    units: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    feet: set[str] = field(default_factory=set)
    descents: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class RaceNames:
    """Races that tell their distance, and the words of those that are only a part of one."""

    marathon: set[str] = field(default_factory=set)
    half_marathon: set[str] = field(default_factory=set)
    part: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Read:
    """All that the files hold, of all languages."""

    builder: Builder = field(default_factory=Builder)
    meters: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    kilograms: dict[str, float] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    letters: dict[str, Entry] = field(default_factory=dict)
    climbs: ClimbWords = field(default_factory=ClimbWords)
    races: RaceNames = field(default_factory=RaceNames)


def read_languages(folder: Path) -> Read:
    """Read every language of a folder, and the exercises that ship with the package."""
    read = Read()
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not path.name.endswith(".toml") or path.name.startswith("exercises"):
            continue  # exercises.py has read those
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if "language" in data:
            _read_language(path.name, data, read)
    english = _Habits(("s", "es"), ordinary_words=EXERCISES.ordinary_words)
    _read_exercises(EXERCISES.aliases, read.builder, english)
    return read


def _read_language(name: str, data: dict[str, Any], read: Read) -> None:
    habits = _Habits(
        plurals=tuple(data.pop("plurals", ())),
        capitals_are_names=data.pop("capitals_are_names", False),
        ordinary_words=frozenset(data.pop("ordinary_words", ())),
    )
    del data["language"]
    _read_units(data.pop("units", {}), read)
    _read_words(name, "climb", data, read.climbs)
    _read_words(name, "race_names", data, read.races)
    read.numbers.update({fold(word): value for word, value in data.pop("numbers", {}).items()})
    for letter, sense in data.pop("letters", {}).items():
        read.letters[letter] = Entry(frozenset({_SENSES[sense]}), Strength.FRAGILE)
    _read_exercises(data.pop("exercises", {}), read.builder, habits)
    for table, strength, phrases in _tables(data, ""):
        if table not in _SENSES:
            raise ValueError(f"{name}: table [{table}] is not known; see docs/recognition.md")
        senses = frozenset({_SENSES[table]})
        meaning = Entry(senses, strength, before_names=habits.capitals_are_names)
        read.builder.add(phrases, meaning, habits.plurals)


def _tables(data: dict[str, Any], path: str) -> Iterator[tuple[str, Strength, list[str]]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _tables(value, f"{path}.{key}" if path else key)
        elif key in _STRENGTHS:
            table = f"{path}.{key}" if path == "no_workout" else path
            yield table, _STRENGTHS[key], value
        else:
            yield f"{path}.{key}", Strength.NONE, []


def _read_units(units: dict[str, Any], read: Read) -> None:
    for table, values, target in (
        ("distance_m", _METERS, read.meters),
        ("time_s", _SECONDS, read.seconds),
        ("load_kg", _KILOGRAMS, read.kilograms),
    ):
        for unit, words in units.get(table, {}).items():
            target.update({fold(word): values[unit] for word in words})


def _read_words(
    name: str, table: str, data: dict[str, Any], target: ClimbWords | RaceNames
) -> None:
    """The lists of a table, each into the set of its name."""
    known = {each.name for each in fields(target)}
    for key, words in data.pop(table, {}).items():
        if key not in known:
            raise ValueError(f"{name}: [{table}] knows no {key}; see docs/recognition.md")
        getattr(target, key).update(map(fold, words))


def _read_exercises(names: Mapping[str, Iterable[str]], builder: Builder, habits: _Habits) -> None:
    for name, aliases in names.items():
        exercise = EXERCISES.by_name[name]
        for alias in aliases:
            builder.add([alias], _exercise_entry(alias, exercise, habits), habits.plurals)


def _exercise_entry(alias: str, exercise: Exercise, habits: _Habits) -> Entry:
    strength = Strength.CERTAIN if " " in alias else Strength.LIKELY
    if alias in habits.ordinary_words:
        strength = Strength.FRAGILE
    return Entry(frozenset({Sense.EXERCISE}), strength, exercise, habits.capitals_are_names)
