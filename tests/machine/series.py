"""What other programs write into the file of a series, when it is changed as a whole."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

DAYS_OF_SERIES = 3

_START = re.compile(r"(?m)^DTSTART:(\d{8}T\d{6}Z)")
_COUNT = re.compile(r"COUNT=(\d+)")
_EVENT = re.compile(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
_INSTANCE = re.compile(r"(?m)^RECURRENCE-ID[^:\r\n]*:([0-9TZ]+)")
_UID = re.compile(r"(?m)^UID:[^\r\n]*")
_STAMP = "%Y%m%dT%H%M%SZ"


def without_instance(text: str, day: int) -> str:
    """The series without the instance of that day, counted from its first."""
    return text.replace("RRULE:", f"EXDATE:{_start_of(text, day):{_STAMP}}\r\nRRULE:", 1)


def split_at(text: str, day: int, uid: str) -> tuple[str, str]:
    """The series up to that day, and one of another UID from it on; instances go along."""
    start, cut = _start_of(text, 0), _start_of(text, day)
    match = _COUNT.search(text)
    assert match is not None
    days = int(match[1])
    first = _COUNT.sub(f"COUNT={day}", text, count=1)
    second = _COUNT.sub(f"COUNT={days - day}", _UID.sub(f"UID:{uid}", text), count=1)
    later = (f"{cut:{_STAMP}}", f"{cut + timedelta(hours=1):{_STAMP}}")
    earlier = (f"{start:{_STAMP}}", f"{start + timedelta(hours=1):{_STAMP}}")
    second = second.replace(f"DTSTART:{earlier[0]}", f"DTSTART:{later[0]}", 1)
    second = second.replace(f"DTEND:{earlier[1]}", f"DTEND:{later[1]}", 1)
    return _instances(first, later[0], behind=False), _instances(second, later[0], behind=True)


def days_of(text: str) -> int:
    """How many days the series has, those taken out counted too."""
    match = _COUNT.search(text)
    return int(match[1]) if match else 0


def _instances(text: str, cut: str, *, behind: bool) -> str:
    def kept(match: re.Match[str]) -> str:
        name = _INSTANCE.search(match[0])
        return match[0] if name is None or (name[1] >= cut) is behind else ""

    return _EVENT.sub(kept, text)


def _start_of(text: str, day: int) -> datetime:
    match = _START.search(text)
    assert match is not None
    return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC) + timedelta(days=day)
