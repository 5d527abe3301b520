"""The exercises that are known: which part of the body each works, and how."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from rules.workout import Focus


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise; `pattern` is its movement ("hinge"), `focus` the region of its main movers.

    `compound`: several joints under load, so that few reps mean a heavy set.
    `bodyweight`: usually unloaded, so that few reps mean nothing.
    """

    name: str
    pattern: str
    focus: Focus
    compound: bool
    bodyweight: bool


@dataclass(frozen=True, slots=True)
class ExerciseBook:
    """The exercises by name, the names each goes by, and the names that are ordinary words."""

    by_name: dict[str, Exercise]
    aliases: dict[str, tuple[str, ...]]
    ordinary_words: frozenset[str]
    written_out: frozenset[str]


def load_exercises() -> ExerciseBook:
    """Read the exercises that ship with the package."""
    path = files("rules.recognition") / "lexicons" / "exercises.toml"
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    by_name: dict[str, Exercise] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    for pattern, group in data["groups"].items():
        for name, others in group["exercises"].items():
            by_name[name] = _exercise(name, pattern, group)
            aliases[name] = (name, *others)
    return ExerciseBook(
        by_name, aliases, frozenset(data["ordinary_words"]), frozenset(data["written_out"])
    )


def _exercise(name: str, pattern: str, group: dict[str, Any]) -> Exercise:
    return Exercise(
        name=name,
        pattern=pattern,
        focus=Focus(group["region"]),
        compound=group["compound"],
        bodyweight=group.get("bodyweight", False),
    )


EXERCISES = load_exercises()
