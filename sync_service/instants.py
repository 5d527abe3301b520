"""Where a moment of a calendar stands among others, and on which day."""

from __future__ import annotations

from datetime import MINYEAR, UTC, date, datetime

_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def instant(moment: datetime | date) -> datetime:
    """The instant in UTC; a day counts from its midnight there.

    What lies outside the years that can be told in UTC counts as the first or the last instant.
    """
    if isinstance(moment, datetime):
        return _in_utc(moment)
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return _FIRST if moment.year == MINYEAR else _LAST


def day_of(moment: datetime | date) -> date:
    """The day, in the zone that the moment is told in."""
    return moment.date() if isinstance(moment, datetime) else moment


def is_to_come(start: datetime | date, now: datetime) -> bool:
    """Whether what starts then has not begun: a day has with its midnight."""
    return start > now if isinstance(start, datetime) else start > now.date()
