"""Titles that say that less is done on purpose: sick, injured, away, in a deload."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rules.pause import PauseKind
from rules.recognition.text import MAX_TITLE_CHARS, read_text
from rules.recognition.tokens import phrase_key

Key = tuple[str, ...]
_KINDS = tuple(PauseKind)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a language: its markers, what may stand beside them, and what may follow."""

    markers: dict[Key, PauseKind]
    beside: frozenset[str]
    then: frozenset[str]
    spoilers: frozenset[Key]

    def kind(self, key: Key) -> PauseKind | None:
        """The pause that the words tell, where nothing else in them speaks against it."""
        if any(phrase in self.spoilers for phrase in _phrases(key)):
            return None
        start = next((n for n, word in enumerate(key) if word not in self.beside), 0)
        found = ((n, self.markers.get(key[start : start + n])) for n in (3, 2, 1))
        length, kind = next(((n, kind) for n, kind in found if kind), (0, None))
        rest = key[start + length :]
        return kind if kind is None or self._fits(kind, rest) else None

    def _fits(self, kind: PauseKind, rest: Key) -> bool:
        """What follows: of an illness hardly anything, of a journey where it goes."""
        if kind is PauseKind.DELOAD or not rest:
            return True
        if all(word in self.beside for word in rest):
            return True
        return kind is PauseKind.HOLIDAY and rest[0] in self.then


def pause_of(title: str) -> PauseKind | None:
    """Why the title of an event that lasts whole days sets them apart; None where it does not.

    The title must begin with the word for the pause, but for words such as "summer" or "my knee":
    "Emma sick" is somebody else's, "bank holiday" and "holiday party" are something else.
    """
    key = _key(title)
    kinds = (words.kind(key) for words in _languages())
    return next((kind for kind in kinds if kind), None)


def is_deload(title: str) -> bool:
    """Whether the title of a workout calls it a deload ("Deload: squat 3x5", "Squat deload")."""
    phrases = _phrases(_key(title))
    return any(
        words.markers.get(phrase) is PauseKind.DELOAD
        for words in _languages()
        for phrase in phrases
    )


def _phrases(key: Key) -> list[Key]:
    """The words of a title, alone, in pairs and threes."""
    return [key[start : start + n] for n in (3, 2, 1) for start in range(len(key) - n + 1)]


@cache
def _languages() -> tuple[_Words, ...]:
    text = (files("rules.recognition") / "pauses.toml").read_text(encoding="utf-8")
    return tuple(_words(language) for language in tomllib.loads(text).values())


def _words(language: Mapping[str, Sequence[str]]) -> _Words:
    return _Words(
        markers={_key(word): kind for kind in _KINDS for word in language[kind]},
        beside=frozenset(word for listed in language["beside"] for word in _key(listed)),
        then=frozenset(word for listed in language["then"] for word in _key(listed)),
        spoilers=frozenset(map(_key, language["not"])),
    )


def _key(text: str) -> Key:
    """The words of a text, without signs and numbers."""
    key = phrase_key(read_text(text, MAX_TITLE_CHARS).folded)
    return tuple(word for word in key if word[0].isalpha())
