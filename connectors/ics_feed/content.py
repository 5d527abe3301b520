"""The lines of one VEVENT: those that schedule it, and the texts that are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SCHEDULING = frozenset(
    ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE"]
)
_TEXTS = frozenset(
    [
        "UID",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "STATUS",
        "TRANSP",
        "CATEGORIES",
        "CLASS",
        "X-COUNTERPOINT-KEY",
        "X-COUNTERPOINT-KIND",
        "X-COUNTERPOINT-HASH",
        "X-WORKOUT-ESTIMATED-DURATION",
        "X-USER-TIMEZONE",
    ]
)
_NAME = re.compile(r"\s*([A-Za-z0-9-]+)\s*(?=[;:])")
_TEXT_VALUE = re.compile(r'[^;:"]*(?:;(?:[^:"]|"[^"]*")*)?:(.*)', re.DOTALL)
_ESCAPE = re.compile(r"\\([\\;,:nN\"])")
_COMMA = re.compile(r"(?<!\\),")


def texts_of(block: str) -> tuple[list[str], dict[str, str]]:
    """Split a VEVENT's lines into those that schedule it and the texts that are kept.

    Lines of alarms, and lines that nobody here needs, are left out before icalendar sees them.
    """
    scheduling: list[str] = []
    texts: dict[str, str] = {}
    for line in _own_lines(block):
        match = _NAME.match(line)
        name = match[1].upper() if match else ""
        if name in _SCHEDULING:
            scheduling.append(line)
        elif name in _TEXTS and name not in texts:
            value = _TEXT_VALUE.match(line)
            texts[name] = value[1] if value else ""
    return scheduling, texts


def text(raw: str) -> str:
    """Return a TEXT value as it is meant, escapes undone."""
    return _ESCAPE.sub(_unescaped, raw) if "\\" in raw else raw


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]


def categories(raw: str) -> tuple[str, ...]:
    """Return the values of a CATEGORIES line."""
    return tuple(filter(None, (text(each).strip() for each in _COMMA.split(raw))))


def _own_lines(block: str) -> Iterator[str]:
    depth = 0
    for line in block.split("\n"):
        mark = line[:6].upper()
        if mark == "BEGIN:":
            depth += 1
        elif mark.startswith("END:"):
            depth -= 1
        elif depth <= 1 and line:
            yield line
