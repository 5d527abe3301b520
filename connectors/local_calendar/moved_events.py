"""Events of the athlete's that stand where we moved them, told by the lines that were found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectors.calendar_event import CalendarEvent
from connectors.ics_feed.moment import BadComponent, Moment, ZoneOf
from connectors.local_calendar.content_lines import Block
from connectors.local_calendar.event_file import EventFile
from connectors.local_calendar.found_lines import as_found, is_ours
from connectors.local_calendar.values import end_in, moment_in
from connectors.writing import Moved

_ENDS = ("DTEND", "DURATION")


def moved_in(file: EventFile) -> Iterator[Moved]:
    """The events of the file that stand where we moved them; not where somebody did since."""
    events = {event.recurrence_id: event for event in file.traces()}
    for name, event in events.items():
        place = file.document.block_of(name)
        if place is not None:
            block = file.document.blocks[place]
            yield from _moved(event, block, file.document.zone_of(block))


def _moved(event: CalendarEvent, block: Block, zone_of: ZoneOf) -> Iterable[Moved]:
    times = [is_ours(block, name) for name in ("DTSTART", *_ENDS)]
    if times[0] is not True or False in times:
        return
    found = as_found(as_found(as_found(block, "DTSTART"), "DTEND"), "DURATION")
    was = _times(found, zone_of)
    if was is not None:
        yield Moved(event, *was)


def _times(block: Block, zone_of: ZoneOf) -> tuple[Moment, Moment] | None:
    start = block.property("DTSTART")
    end = end_in(start, b"".join(block.property(name) for name in _ENDS), zone_of)
    try:
        return None if end is None else (moment_in(start, zone_of), end)
    except BadComponent:
        return None
