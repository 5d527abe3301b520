"""The embedded sample: four weeks of a hybrid athlete, brought to the weeks from today on."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from rules.days import DayRange

_FIRST_MONDAY = date(2026, 1, 5)
_DAYS = 28

_DATED = re.compile(
    r"^(?:DTSTART|DTEND|DTSTAMP|RECURRENCE-ID|EXDATE|RDATE|RRULE)\b.*$", re.MULTILINE
)
_DATE = re.compile(r"(?<!\d)\d{8}(?=T\d{6}|(?!\d))")
_EVENTS = re.compile(r"^BEGIN:VEVENT.*?^END:VEVENT", re.MULTILINE | re.DOTALL)


def sample_days(monday: date) -> DayRange:
    """The four weeks of the sample that begins on `monday`."""
    return DayRange(monday, monday + timedelta(days=_DAYS))


def sample_feed_from(monday: date) -> bytes:
    """The sample with its first Monday moved to `monday`; times of day and zones stay.

    Only the dates of events move: those of the time zone belong to the calendar of the clocks.
    """
    shift = monday - _FIRST_MONDAY
    text = sample_file("sample_feed.ics").read_bytes().decode()
    moved = _EVENTS.sub(lambda event: _shifted_event(event[0], shift), text)
    return moved.encode()


def _shifted_event(event: str, shift: timedelta) -> str:
    return _DATED.sub(lambda line: _DATE.sub(lambda day: _shifted(day[0], shift), line[0]), event)


def _shifted(day: str, shift: timedelta) -> str:
    return (datetime.strptime(day, "%Y%m%d").date() + shift).strftime("%Y%m%d")  # noqa: DTZ007 a day


def sample_file(name: str) -> Path:
    """A file of the sample: inside the installed package, or in the checkout beside it."""
    with as_file(files("sync_service") / "examples" / name) as packaged:
        if packaged.exists():
            return packaged
    return Path(__file__).parent.parent / "examples" / name
