"""The sport words of training platforms, read as what they mean here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rules.workout import Focus, RunType, Sport


@dataclass(frozen=True, slots=True)
class PlatformSport:
    """What a platform's own word says of a workout: its sport, sometimes more.

    `sport` is None where the word only says that it is a workout ("Custom").
    """

    sport: Sport | None
    run_type: RunType | None = None
    focus: Focus | None = None


def _load() -> dict[str, PlatformSport]:
    path = Path(__file__).parent / "lexicons" / "platforms.toml"
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    run_types = {word: RunType(name) for name, words in data["run_types"].items() for word in words}
    focuses = {word: Focus(name) for name, words in data["focuses"].items() for word in words}
    known = {
        word: PlatformSport(_sport(name), run_types.get(word), focuses.get(word))
        for name, words in data["sports"].items()
        for word in words
    }
    for word, run_type in run_types.items():
        known.setdefault(word, PlatformSport(Sport.RUN, run_type))
    return known


def _sport(name: str) -> Sport | None:
    return None if name == "any" else Sport(name)


_KNOWN = _load()
_MAX_HINT_CHARS = 60


def platform_sport(word: str | None) -> PlatformSport | None:
    """What a platform's sport word means ("LEGS_AND_CORE", "Day Off"); None where unknown."""
    if not word:
        return None
    plain = word[:_MAX_HINT_CHARS].lower().replace("_", " ").replace("-", " ")
    return _KNOWN.get(" ".join(plain.split()))
