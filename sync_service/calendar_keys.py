"""The names under which an athlete's calendars are kept; they do not tell where a calendar is."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from sync_service.calendar_settings import (
    GoogleCalendarSource,
    GoogleCalendarTarget,
    IcsFeedSource,
    LocalCalendarSource,
    LocalCalendarTarget,
    Source,
    Target,
)


def place_of(calendar: Source | Target) -> tuple[str, str]:
    """What tells a calendar from the athlete's others: its kind, and where it is."""
    match calendar:
        case GoogleCalendarSource() | GoogleCalendarTarget():
            return calendar.kind, calendar.calendar
        case IcsFeedSource() | LocalCalendarSource() | LocalCalendarTarget():
            return calendar.kind, calendar.place


def key_of(calendar: Source | Target) -> str:
    """The key of a calendar."""
    return _named_by(*place_of(calendar))


def own_key(target: GoogleCalendarTarget) -> str:
    """The key of the calendar that is made in an account for what we write."""
    return f"{key_of(target)} own"


def former_key(calendar: Source | Target) -> str:
    """The key that earlier versions made of a folder's or file's absolute path."""
    match calendar:
        case IcsFeedSource():
            return _named_by(calendar.kind, calendar.address.get_secret_value())
        case LocalCalendarSource() | LocalCalendarTarget():
            return _named_by(calendar.kind, str(Path(calendar.folder).absolute()))
        case GoogleCalendarSource() | GoogleCalendarTarget():
            return ""


def _named_by(kind: str, place: str) -> str:
    return f"{kind}:{sha256(place.encode(errors='replace')).hexdigest()[:12]}"
