"""Titles that say that less is done on purpose: sick, injured, away, in a deload."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from rules.pause import PauseKind
from rules.recognition.text import MAX_TITLE_CHARS, read_text
from rules.recognition.tokens import phrase_key

Key = tuple[str, ...]
_LONGEST_MARKER_WORDS = 6


def pause_of(title: str) -> PauseKind | None:
    """Why the title of an event that lasts whole days sets them apart; None where it does not.

    The title must be short, and hold a word for the pause and none that means something else
    ("bank holiday", "holiday party").
    """
    key = _key(title)
    if len(key) > _LONGEST_MARKER_WORDS:
        return None
    words, spoilers = _markers()
    if any(phrase in spoilers for phrase in _phrases(key)):
        return None
    return next((words[phrase] for phrase in _phrases(key) if phrase in words), None)


def is_deload(title: str) -> bool:
    """Whether the title of a workout begins with a word for a deload ("Deload: squat 3x5")."""
    key, (words, _) = _key(title), _markers()
    return any(words.get(key[:n]) is PauseKind.DELOAD for n in (3, 2, 1))


def _phrases(key: Key) -> list[Key]:
    """The words of a title, alone and in pairs and threes, the longest first."""
    return [key[start : start + n] for n in (3, 2, 1) for start in range(len(key) - n + 1)]


@cache
def _markers() -> tuple[dict[Key, PauseKind], frozenset[Key]]:
    text = (files("rules.recognition") / "pauses.toml").read_text(encoding="utf-8")
    languages = tomllib.loads(text).values()
    words = {
        _key(word): PauseKind(kind)
        for language in languages
        for kind, listed in language.items()
        if kind != "not"
        for word in listed
    }
    return words, frozenset(_key(word) for language in languages for word in language["not"])


def _key(word: str) -> Key:
    return phrase_key(read_text(word, MAX_TITLE_CHARS).folded)
