"""Workouts with a note of ours that are not among what was read: dragged far away, or called off.

They are looked up by their handles, so that a note does not stay there that is true no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from connectors.calendar_event import CalendarEvent
from connectors.errors import ConnectorError
from connectors.writing import CalendarWriter
from sync_service.desired import last_day
from sync_service.observe import Sighting
from sync_service.standing import Standing
from sync_service.store.records import Item, ItemKind


def with_strays(sighting: Sighting, items: Iterable[Item], today: date) -> Sighting:
    """The sighting with the workouts that bear such notes; what is over is left as it was.

    Where they cannot be looked up, the calendar counts as read in part, and nothing is forgotten.
    """
    writer = sighting.calendar.writer
    if writer is None:
        return sighting
    standing = Standing((sighting,))
    lost = (
        item
        for item in items
        if item.kind is ItemKind.ANNOTATION
        and item.calendar == sighting.calendar.key
        and last_day(item.written) >= today
        and standing.is_gone(item)
    )
    try:
        return replace(sighting, strays=tuple(_found(writer, lost)))
    except ConnectorError:
        return replace(sighting, complete=False)


def _found(writer: CalendarWriter, items: Iterable[Item]) -> Iterator[CalendarEvent]:
    for item in items:
        event = writer.get(item.handle)
        if event is not None and event.handle is not None:
            yield event
