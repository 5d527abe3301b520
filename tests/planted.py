"""Secrets that the suite's scenarios plant wherever they come by, looked for in all that is said.

Those who make feeds, accounts and settings for tests plant what they make; those who hold what a
command or a daemon says look for it. So every scenario is searched, whatever it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

_SHORTEST = 8  # a shorter word may stand anywhere by chance


class Planted(StrEnum):
    """What a word is."""

    ADDRESS = "the address of a feed"
    TOKEN = "a token of an account"  # noqa: S105 no password
    BODY = "a figure of the body"
    TEXT = "the athlete's own text"


SECRETS = frozenset({Planted.ADDRESS, Planted.TOKEN, Planted.BODY})
EVERYTHING = frozenset(Planted)

_words: dict[str, Planted] = {}


def plant(word: str, kind: Planted) -> str:
    """Let a word be looked for until the test ends; returned as it is."""
    if len(word) >= _SHORTEST:
        _words[word] = kind
    return word


def forget_all() -> None:
    """Begin another test."""
    _words.clear()


def betrayed(said: str | Iterable[str], kinds: frozenset[Planted] = EVERYTHING) -> list[str]:
    """The lines that tell what they must not, each with what it tells."""
    lines = said.splitlines() if isinstance(said, str) else list(said)
    if not lines:
        return []
    return [
        f"{kind}: {line}"
        for word, kind in [*_words.items()]
        if kind in kinds
        for line in lines
        if word in line
    ]
