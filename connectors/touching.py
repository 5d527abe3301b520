"""Whether an event lies in a window of time."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from connectors.calendar_event import CalendarEvent
from connectors.ports import TimeWindow


def touches(event: CalendarEvent, window: TimeWindow) -> bool:
    """Whether some part of the event lies in the window, whose zone is that of the days."""
    zone = window.start.tzinfo
    start, end = _instant(event.start, zone), _instant(event.end, zone)
    return start < window.end and (window.start < end or window.start <= start)


def _instant(moment: datetime | date, zone: tzinfo | None) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), zone)
