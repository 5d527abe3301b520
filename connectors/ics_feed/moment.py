"""The few words that everything about times here is said in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, tzinfo

Moment = date | datetime
"""A day, or an aware time."""

ZoneOf = Callable[[str | None], tzinfo]
"""From a TZID (None: the time is floating) to the zone in which it is read."""


class BadComponent(ValueError):
    """A VEVENT that cannot be read; `str()` says why, without any of the athlete's text."""


def wall_clock(moment: Moment) -> datetime:
    """Return the naive wall-clock time; of a day its beginning."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time.min)
