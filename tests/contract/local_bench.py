"""The bench of the local calendar: the foreign hand is an editor of files."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent
from connectors.local_calendar import LocalCalendar, Missing
from tests.contract.bench import BERLIN, Seed

_CHANGED = re.compile(
    rb"(?:DESCRIPTION|DTSTART|DTEND|DURATION|SEQUENCE|DTSTAMP|LAST-MODIFIED|X-COUNTERPOINT-[A-Z]+"
    rb"|RECURRENCE-ID|RRULE)[;:].*"
)
_DECORATION = """ORGANIZER;CN=Sam:mailto:sam@example.org
ATTENDEE;CN="Kim, the coach";PARTSTAT=ACCEPTED:mailto:kim@example.org
COLOR:tomato
X-OTHER-PROGRAM;X-P="a:b;c":value\\, with ; signs
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Shoes
TRIGGER:-PT15M
END:VALARM
"""
_EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//another program//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260101T000000Z
SEQUENCE:3
DTSTART{start}
DTEND{end}
SUMMARY:{summary}
DESCRIPTION:{description}
{rule}{decoration}END:VEVENT
END:VCALENDAR
"""


class LocalBench:
    """A folder, its calendar, and everything else that reaches into folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        now = datetime(2026, 1, 4, 18, 30, 15, tzinfo=UTC)
        self.writer = LocalCalendar(
            folder, default_zone=BERLIN, missing=Missing.NEW, now=lambda: now
        )
        self.reader = self.writer
        folder.mkdir()

    def seed(self, seed: Seed) -> None:
        text = _EVENT.format(
            uid=seed.uid,
            start=_moment(seed.start),
            end=_moment(seed.end),
            summary=_escaped(seed.summary),
            # Folded as nobody here would, so that a line that is written anew shows.
            description=_escaped(seed.description).replace("n, th", "n\n , th"),
            rule=f"RRULE:FREQ=WEEKLY;COUNT={seed.weeks}\n" if seed.weeks else "",
            decoration=_DECORATION if seed.decorated else "",
        )
        (self.folder / f"{seed.uid}.ics").write_bytes(text.replace("\n", "\r\n").encode())

    def describe(self, event: CalendarEvent, text: str) -> None:
        self._change(
            event, rb"\nDESCRIPTION[:;](?:.|\r\n[ \t])*", f"\nDESCRIPTION:{_escaped(text)}"
        )

    def move(self, event: CalendarEvent, start: datetime, end: datetime) -> None:
        self._change(event, rb"\nDTSTART[^\r\n]*", f"\nDTSTART{_moment(start)}")
        self._change(event, rb"\nDTEND[^\r\n]*", f"\nDTEND{_moment(end)}")

    def delete(self, event: CalendarEvent) -> None:
        self._file(event).unlink()

    def dump(self) -> Hashable:
        return tuple((each.name, each.read_bytes()) for each in sorted(self.folder.iterdir()))

    def rest_of(self, event: CalendarEvent) -> Hashable:
        body = self._file(event).read_bytes().replace(b"\r\n ", b"")
        blocks = body.split(b"\r\nBEGIN:VEVENT\r\n")[1:]
        assert event.handle is not None
        own = [block for block in blocks if self._names(block, event.handle.recurrence_id)]
        return tuple(
            line
            for line in (own or blocks)[0].partition(b"\r\nEND:VEVENT\r\n")[0].split(b"\r\n")
            if not _CHANGED.fullmatch(line) or line == b"DESCRIPTION:Shoes"
        )

    def rings_or_invites(self, event: CalendarEvent) -> bool:
        body = self._file(event).read_bytes()
        return any(word in body for word in (b"VALARM", b"ATTENDEE", b"ORGANIZER"))

    def _names(self, block: bytes, name: str | None) -> bool:
        match = re.search(rb"RECURRENCE-ID(?:;TZID=([^:]*)|;VALUE=DATE)?:([0-9TZ]+)", block)
        if match is None or name is None:
            return match is None and name is None
        if b"T" not in match[2]:
            return match[2].decode() == name
        zone = ZoneInfo(match[1].decode()) if match[1] else UTC
        start = datetime.strptime(match[2].decode().rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
        utc = start.replace(tzinfo=zone).astimezone(UTC)
        return f"{utc:%Y%m%dT%H%M%SZ}" == name

    def _change(self, event: CalendarEvent, pattern: bytes, line: str) -> None:
        file = self._file(event)
        before, mark, own = file.read_bytes().partition(b"BEGIN:VEVENT")
        changed = re.sub(pattern, lambda _: line.encode(), own, count=1)
        file.write_bytes(before + mark + changed)

    def _file(self, event: CalendarEvent) -> Path:
        needle = f"UID:{event.uid}\r\n".encode()
        return next(each for each in self.folder.iterdir() if needle in each.read_bytes())


def _moment(moment: datetime | date) -> str:
    if not isinstance(moment, datetime):
        return f";VALUE=DATE:{moment:%Y%m%d}"
    if isinstance(moment.tzinfo, ZoneInfo):
        return f";TZID={moment.tzinfo.key}:{moment:%Y%m%dT%H%M%S}"
    return f":{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")
