"""The base of the closed sets of words that are looked up all day long."""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """A member equals its string, so it hashes like it: also much quicker than an Enum does."""

    __hash__ = str.__hash__
