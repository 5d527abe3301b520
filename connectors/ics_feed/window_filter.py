"""Which blocks can touch the window: told from a few bytes, before anything is parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.ics_feed.recurrence import moved
from connectors.ports import TimeWindow

_UNTIL = re.compile(rb"(?:^|;)UNTIL=(\d{8})")
_FOLD = re.compile(rb"\r?\n[ \t]")
_NOT_IN_CAPITALS = re.compile(rb"\n[A-Z-]*[a-z][A-Za-z-]*[ \t]*[;:]")
_NAMED = re.compile(rb"\n(?i:RECURRENCE-ID)[^\n]*")
_DATE = re.compile(rb"\d{8}")
_DAYS = re.compile(rb"\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T.*)?")
_SLACK = timedelta(days=2)
"""Zones are at most 26 hours apart; one day more for the end of a day."""


@dataclass(frozen=True, slots=True)
class DayRange:
    """The days, `YYYYMMDD`, between which an event has to lie to touch the window."""

    first: bytes
    last: bytes

    def may_touch(self, block: bytes) -> bool:
        """Whether the `block`, as it came, can have an occurrence here; in doubt it can."""
        # Names may be written in any case (RFC 5545, 1.3); what is looked for here is in capitals.
        return self._seems_to_touch(block) or _NOT_IN_CAPITALS.search(block) is not None

    def _seems_to_touch(self, block: bytes) -> bool:
        start = _day(block, b"\nDTSTART")
        if start is None:
            return True  # none, or one that only a parser can make out
        if block.find(b"\nRRULE") >= 0 or block.find(b"\nRDATE") >= 0:
            return self._series_may_touch(block, start)
        if block.find(b"\nRECURRENCE-ID") >= 0 and self._override_may_touch(block):
            return True
        return start <= self.last and self._ends_late_enough(block, start)

    def _series_may_touch(self, block: bytes, start: bytes) -> bool:
        if block.find(b"\nRDATE") >= 0:
            return True
        if start > self.last:
            return False
        until = _UNTIL.findall(_rule(block))
        if len(until) != 1 or block.count(b"\nRRULE") != 1:
            return True
        return max(until[0], start) >= self.first or not _is_short(block, start)

    def _override_may_touch(self, block: bytes) -> bool:
        if block.find(b"THISANDFUTURE") >= 0:
            return True
        named = _day(block, b"\nRECURRENCE-ID")
        return named is None or self.first <= named <= self.last

    def _ends_late_enough(self, block: bytes, start: bytes) -> bool:
        if start >= self.first:
            return True
        if block.find(b"\nDTEND") >= 0:
            end = _day(block, b"\nDTEND")
            return end is None or end >= self.first
        duration = _value(block, b"\nDURATION")
        return duration is not None and self._lasts_into(start, duration)

    def _lasts_into(self, start: bytes, duration: bytes) -> bool:
        match = _DAYS.fullmatch(duration)
        if match is None or b"T" in duration:
            return True
        days = int(match[1] or 0) * 7 + int(match[2] or 0)
        try:
            end = datetime.strptime(start.decode(), "%Y%m%d") + timedelta(days=days)  # noqa: DTZ007
        except (ValueError, OverflowError):
            return True
        return _name(end) >= self.first


def day_range(window: TimeWindow) -> DayRange:
    """Return the days that `window` covers in any zone."""
    return DayRange(_name(moved(window.start, -_SLACK)), _name(moved(window.end, _SLACK)))


def _name(moment: datetime) -> bytes:
    return f"{moment.year:04}{moment.month:02}{moment.day:02}".encode()


def named_line(block: bytes) -> bytes:
    """Return the first RECURRENCE-ID line in capitals, empty where there is none."""
    match = _NAMED.search(block)
    return match[0].upper() if match else b""


def _rule(block: bytes) -> bytes:
    """Return the value of the first RRULE line, unfolded: other lines may say UNTIL, too."""
    text = _FOLD.sub(b"", block[block.find(b"\nRRULE") :])
    return text[1:].partition(b"\n")[0].rpartition(b":")[2]


def _value(block: bytes, name: bytes) -> bytes | None:
    begin = block.find(name)
    if begin < 0:
        return None
    return block[begin + 1 : block.find(b"\n", begin + 1)].rpartition(b":")[2].strip()


def _day(block: bytes, name: bytes) -> bytes | None:
    value = _value(block, name)
    match = _DATE.match(value or b"")
    return match[0] if match else None


def _is_short(block: bytes, start: bytes) -> bool:
    """Whether the event surely ends within the slack of the range."""
    end = _day(block, b"\nDTEND")
    if end is None:
        return block.find(b"\nDTEND") < 0 and block.find(b"\nDURATION") < 0
    return int(end) - int(start) <= 1
