"""The shape of what is told about keys of the settings."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that are told together; `default` stands where the program's own would say too little.

    What is `private` is never shown, though it is no secret of the machine.
    """

    names: tuple[str, ...]
    meaning: str
    default: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A table of keys, and the title of its first column."""

    name: str
    title: str
    model: type[BaseModel]
    keys: tuple[Key, ...]
    has_defaults: bool = True


def key(names: str, meaning: str, default: str | None = None, *, private: bool = False) -> Key:
    """A row of a table; `names` with spaces between them."""
    return Key(tuple(names.split()), meaning, default, private)
