"""The events of a calendar as this process last saw them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from connectors.calendar_event import CalendarEvent, Handle
from connectors.writing import EditWorkout


class KnownEvents:
    """Remembers events by their handles, so that a change needs no further look."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._events: dict[tuple[str, str | None], CalendarEvent] = {}

    def see(self, events: Iterable[CalendarEvent]) -> None:
        """Remember what was read."""
        for event in events:
            self.seen(event)

    def seen(self, event: CalendarEvent) -> CalendarEvent:
        """Remember one event, and return it."""
        if event.handle is not None:
            self._events[event.handle.ref, event.handle.recurrence_id] = event
        return event

    def get(self, handle: Handle) -> CalendarEvent | None:
        """The event in the very version that the handle names, None where that is not known."""
        event = self._events.get((handle.ref, handle.recurrence_id))
        return event if event is not None and event.handle == handle else None


def says_already(event: CalendarEvent, write: EditWorkout) -> bool:
    """Whether the event is as the edit wants it to be."""
    same_text = write.description is None or write.description == event.description
    if write.start is None or write.end is None:
        return same_text and write.start is write.end
    times = (_instant(event.start), _instant(event.end))
    return same_text and times == (_instant(write.start), _instant(write.end))


def _instant(moment: datetime | date) -> datetime | date:
    zoned = isinstance(moment, datetime) and moment.tzinfo is not None
    return moment.astimezone(UTC) if isinstance(moment, datetime) and zoned else moment
