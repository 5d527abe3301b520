"""The exercises that are known: what each works, how, and by which names athletes call it.

Two data files: `exercises.toml`, made by hand, and `exercises_reduced.toml`, which a script derives
from an open data set. Where both know a name, the one made by hand wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rules.exercise import Exercise, MainLift, Muscle, Pattern
from rules.recognition.text import fold
from rules.recognition.tokens import phrase_key
from rules.workout import Focus

__all__ = ["EXERCISES", "Exercise", "ExerciseBook", "ReducedName", "load_exercises"]

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReducedName:
    """A name that only the reduced set knows; `proves`: no ordinary event bears it.

    `keys` are its spellings as tokens, with the plurals and abbreviations that athletes use.
    """

    keys: tuple[Key, ...]
    exercise: Exercise
    proves: bool


@dataclass(frozen=True, slots=True)
class ExerciseBook:
    """The exercises by name, the names each goes by, and the names that are ordinary words.

    `ordinary_words` are only fragile evidence; `reduced` are the names that the reduced set adds.
    """

    by_name: dict[str, Exercise]
    aliases: dict[str, tuple[str, ...]]
    ordinary_words: frozenset[str]
    written_out: frozenset[str]
    reduced: tuple[ReducedName, ...]


def load_exercises() -> ExerciseBook:
    """Read the exercises that ship with the package."""
    data = _read("exercises.toml")
    by_name: dict[str, Exercise] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    for group in data["groups"].values():
        for name, others in group["exercises"].items():
            by_name[name] = _exercise(name, group)
            aliases[name] = (name, *others)
    by_hand = {key: by_name[name] for name, own in aliases.items() for key in _hand_keys(own)}
    return ExerciseBook(
        by_name,
        aliases,
        ordinary_words=frozenset(data["ordinary_words"]),
        written_out=frozenset(data["written_out"]),
        reduced=tuple(_reduced_names(_read("exercises_reduced.toml"), by_name, by_hand)),
    )


def _read(name: str) -> dict[str, Any]:
    path = Path(__file__).parent / "lexicons" / name
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _exercise(name: str, group: dict[str, Any]) -> Exercise:
    lift = group.get("main_lift")
    return Exercise(
        name=name,
        pattern=_PATTERNS[group["pattern"]],
        focus=_REGIONS[group["region"]],
        compound=group["compound"],
        bodyweight=group.get("bodyweight", False),
        movers=tuple(_MUSCLES[muscle] for muscle in group["movers"]),
        main_lift=None if lift is None else MainLift(lift),
    )


# Looked up a thousand times at import: a dict is quicker than calling the enum.
_PATTERNS = {pattern.value: pattern for pattern in Pattern}
_REGIONS = {focus.value: focus for focus in Focus}
_MUSCLES = {muscle.value: muscle for muscle in Muscle}


def _hand_keys(names: Iterable[str]) -> Iterator[Key]:
    for name in names:
        key = phrase_key(fold(name))
        yield key
        yield _plural(key)


def _reduced_names(
    data: dict[str, Any], by_name: dict[str, Exercise], by_hand: dict[Key, Exercise]
) -> Iterator[ReducedName]:
    """The names of the reduced set that are not known yet; adds its exercises to `by_name`.

    A row that bears a name of an exercise made by hand only lends it its other names.
    """
    no_proof = frozenset(data["no_proof"])
    seen = set(by_hand)
    for group in data["group"]:
        for names in group["exercises"]:
            exercise = by_hand.get(phrase_key(names[0]))
            if exercise is None:
                exercise = by_name.setdefault(names[0], _exercise(names[0], group))
            for name in names:
                keys = tuple(key for key in _spellings(phrase_key(name)) if key not in seen)
                if keys:
                    seen.update(keys)
                    yield ReducedName(keys, exercise, name not in no_proof)


_SHORT = {
    "dumbbell": "db",
    "barbell": "bb",
    "kettlebell": "kb",
    "triceps": "tricep",
    "tricep": "triceps",
    "biceps": "bicep",
    "bicep": "biceps",
    "fly": "flye",
}


def _spellings(key: Key) -> Iterator[Key]:
    """The name, with its words abbreviated as athletes do, and the plurals of these."""
    shortened = tuple(_SHORT.get(word, word) for word in key)
    for spelling in (key,) if shortened == key else (key, shortened):
        yield spelling
        yield _plural(spelling)


def _plural(key: Key) -> Key:
    last = key[-1]
    ending = "es" if last.endswith(("s", "x", "ch", "sh")) else "s"
    return (*key[:-1], last + ending)


EXERCISES = load_exercises()
