"""What is left of ours in the athlete's events after others have been at them.

Another program may drop some of our properties and keep the rest; the athlete may take the lines
out by hand, or copy a workout with all that stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectors.calendar_event import CalendarEvent, EventDraft, Handle
from sync_service.identity import identity_of
from sync_service.observe import Sighting
from sync_service.reconcile import Change
from sync_service.standing import bears_no_annotation, place_of
from sync_service.store.records import Action, Item, ItemKind


def left_behind(sightings: Iterable[Sighting], items: Iterable[Item]) -> Iterator[Change]:
    """Take out properties of ours that serve nothing, as no note stands there any more.

    While a note stands, they say how the text was found, and are needed.
    """
    needed = {place_of(item.calendar, item.handle) for item in items}
    for sighting in sightings:
        if sighting.calendar.writer is None:
            continue
        for event in sighting.events:
            key, handle = sighting.calendar.key, event.handle
            if not event.traced or handle is None or place_of(key, handle) in needed:
                continue
            if bears_no_annotation(event):
                yield _trace(key, handle, event)


def every_trace(sightings: Iterable[Sighting]) -> Iterator[Change]:
    """Take out everything that may be ours, in all calendars that can be written and were read."""
    for sighting in sightings:
        calendar = sighting.calendar
        if calendar.writer is not None and sighting.read:
            for event in calendar.writer.traces():
                if event.handle is not None:
                    yield _trace(calendar.key, event.handle, event)


def _trace(calendar: str, handle: Handle, event: CalendarEvent) -> Change:
    """The change that leaves nothing of ours in the event; its text stays out of the journal."""
    item = Item(
        key=f"trace {identity_of(event)}",
        kind=ItemKind.TRACE,
        cause="",
        calendar=calendar,
        handle=handle,
        written=EventDraft(event.uid, event.start, event.end, "", owned=False),
        content_hash="",
    )
    return Change(Action.DELETE, item, None, event)
