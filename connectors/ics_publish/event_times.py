"""When an event is, in a form that every reader takes for the same instants."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Zulu"})


def publishable_times(
    start: datetime | date, end: datetime | date
) -> tuple[datetime | date, datetime | date]:
    """Start and end as they are written: dates as they are, instants zoned or in UTC.

    RFC 5545 (3.3.5) has no way to name the second of two equal wall times on the night when
    clocks go back; an event that touches it stands in UTC. A wall time that clocks skip becomes
    the one that they show. Raises ValueError for a time without a zone, a date beside a time,
    and an end before the start.
    """
    if isinstance(start, datetime) and isinstance(end, datetime):
        return _timed(start, end)
    if not isinstance(start, datetime) and not isinstance(end, datetime):
        return _all_day(start, end)
    raise ValueError("start and end must both be dates or both be times")


def in_utc(moment: datetime) -> datetime:
    """The same instant in UTC, whole seconds; ValueError where it has no zone."""
    if moment.utcoffset() is None:
        raise ValueError("a time must have a zone")
    return moment.astimezone(UTC).replace(microsecond=0)


def _all_day(start: date, end: date) -> tuple[date, date]:
    if end <= start:
        raise ValueError("an all-day event must end after the day on which it starts")
    return start, end


def _timed(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    if in_utc(end) < in_utc(start):
        raise ValueError("an event must not end before it starts")
    shown = _shown_by_clocks(start), _shown_by_clocks(end)
    if any(moment.fold for moment in shown):
        return in_utc(start), in_utc(end)
    return shown


def _shown_by_clocks(moment: datetime) -> datetime:
    zone = moment.tzinfo
    if isinstance(zone, ZoneInfo) and zone.key and zone.key not in _UTC_NAMES:
        return in_utc(moment).astimezone(zone)
    return in_utc(moment)
