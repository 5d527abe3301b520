"""Folders of .ics files as a person with another calendar program handles them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

_FOLD = re.compile(r"\r?\n[ \t]")


@dataclass(frozen=True)
class Seed:
    """An event that a person puts into a calendar."""

    uid: str
    summary: str
    start: datetime
    end: datetime
    description: str = ""

    def text(self) -> str:
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Somebody else//EN",
            "BEGIN:VEVENT",
            f"UID:{self.uid}",
            "DTSTAMP:20260101T000000Z",
            f"DTSTART:{self.start:%Y%m%dT%H%M%SZ}",
            f"DTEND:{self.end:%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{self.summary}",
            *([f"DESCRIPTION:{self.description}"] if self.description else []),
            "COLOR:turquoise",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Get up",
            "TRIGGER:-PT30M",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
        return "\r\n".join(lines)


def edit(path: Path, change: Callable[[str], str]) -> None:
    """Change a file's content lines, unfolded, as another program would."""
    text = path.read_bytes().decode()
    path.write_bytes(change(_FOLD.sub("", text)).encode())


def with_property(text: str, name: str, value: str) -> str:
    """The first such property of the event with another value, its alarms left alone."""
    pattern = re.compile(rf"^{name}(;[^:\r\n]*)?:[^\r\n]*", re.MULTILINE)
    return pattern.sub(lambda _: f"{name}:{value}", text, count=1)


@dataclass
class AsFound:
    """What a person's calendar would look like if nobody else had ever written into it."""

    files: dict[str, str] = field(default_factory=dict)

    def edit(self, names: Iterable[str], change: Callable[[str], str]) -> None:
        for name in names:
            self.files[name] = change(self.files[name])
