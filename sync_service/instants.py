"""Where a moment of a calendar stands among others, and on which day."""

from __future__ import annotations

from datetime import UTC, date, datetime


def instant(moment: datetime | date) -> datetime:
    """The instant in UTC; a day counts from its midnight there."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def day_of(moment: datetime | date) -> date:
    """The day, in the zone that the moment is told in."""
    return moment.date() if isinstance(moment, datetime) else moment
