"""Workouts that we moved, found by what their calendar keeps of it though nobody remembers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from connectors.calendar_event import EventDraft, Handle
from connectors.writing import Moved
from sync_service.found_again import NO_CAUSE
from sync_service.identity import identity_of
from sync_service.instants import is_to_come
from sync_service.observe import Sighting
from sync_service.reconcile import Change
from sync_service.standing import place_of
from sync_service.store.records import Action, Item, ItemKind


def forgotten_moves(
    sightings: Iterable[Sighting], known: Iterable[Item], now: datetime
) -> Iterator[Change]:
    """Put back what stands where we moved it and nobody remembers; what is over stays."""
    remembered = {place_of(item.calendar, item.handle) for item in known}
    for sighting in sightings:
        calendar = sighting.calendar
        if calendar.writer is None or not sighting.read:
            continue
        for moved in calendar.writer.moved():
            handle = moved.event.handle
            if handle is None or place_of(calendar.key, handle) in remembered:
                continue
            item = _moved(calendar.key, handle, moved)
            if is_to_come(item.written.start, now):
                yield Change(Action.DELETE, item, None, moved.event)


def _moved(calendar: str, handle: Handle, moved: Moved) -> Item:
    event = moved.event
    return Item(
        key=f"forgotten move {identity_of(event)}",
        kind=ItemKind.MOVED,
        cause=NO_CAUSE,
        calendar=calendar,
        handle=handle,
        written=EventDraft(event.uid, event.start, event.end, "", owned=False),
        content_hash="",
        was_start=moved.start,
        was_end=moved.end,
    )
