"""When the athlete deleted the calendar that we made: it is asked once whether to make another."""

from __future__ import annotations

from collections.abc import Iterable

from connectors.errors import CalendarGone
from sync_service.brake import Hold
from sync_service.observe import Sighting
from sync_service.store.records import OF_GONE_CALENDAR, Item

_WHY = (
    "the calendar that Counterpoint made for you was deleted; if it is made again, what stood in "
    "it counts as dismissed"
)


def deleted_calendar(sightings: Iterable[Sighting], items: Iterable[Item]) -> Hold | None:
    """The question, where our own calendar is gone and another could be made."""
    for sighting in sightings:
        calendar = sighting.calendar
        remakes = calendar.writer is not None and calendar.writer.capabilities.remakes
        if calendar.own and remakes and isinstance(sighting.error, CalendarGone):
            lost = sum(1 for item in items if item.calendar == calendar.key)
            return question_about(calendar.key, lost)
    return None


def question_about(key: str, lost: int = 0) -> Hold:
    """The question about the calendar of that key, in which `lost` items of ours stood."""
    return Hold(f"{key}{OF_GONE_CALENDAR}", _WHY, lost)
