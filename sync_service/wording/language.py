"""The languages that calendars are written in, and the catalog of each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType


class Language(StrEnum):
    """A language by its ISO 639 code."""

    ENGLISH = "en"
    GERMAN = "de"

    @property
    def decimal_sign(self) -> str:
        """What stands between whole and broken."""
        return "." if self is Language.ENGLISH else ","

    def contracted(self, text: str) -> str:
        """A filled sentence, where a preposition and the article after it become one word."""
        return text.replace("bei dem ", "beim ") if self is Language.GERMAN else text


@cache
def translations(language: Language) -> Mapping[str, str]:
    """Our English messages with their translations; nothing for English itself."""
    if language is Language.ENGLISH:
        return MappingProxyType({})
    from babel.messages.pofile import read_po  # noqa: PLC0415 who reads English never waits for it

    catalog = files("sync_service") / "locale" / language / "LC_MESSAGES" / "counterpoint.po"
    with catalog.open("rb") as file:
        entries = [(entry.id, entry.string) for entry in read_po(file) if entry.id]
    return MappingProxyType({str(message): str(told) for message, told in entries if told})
