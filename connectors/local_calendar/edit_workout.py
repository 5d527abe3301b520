"""A change of the athlete's own event, made in the text of its file."""

from __future__ import annotations

from datetime import UTC, datetime

from connectors.calendar_event import CalendarEvent
from connectors.ics_feed.moment import ZoneOf
from connectors.local_calendar.content_lines import Block, name_of
from connectors.local_calendar.document import Document
from connectors.local_calendar.found_lines import OURS, put
from connectors.local_calendar.made_instance import MADE, at_times, made_instance
from connectors.local_calendar.series import is_split, says_what_series_says
from connectors.local_calendar.values import TextIs
from connectors.writing import ClearWorkout, EditWorkout


class CannotBeEdited(Exception):
    """This change cannot be made in this event; `str()` says why."""


def check(edit: EditWorkout) -> None:
    """Raise CannotBeEdited where the times asked for are none that an event can have."""
    start, end = edit.start, edit.end
    if start is None and end is None:
        return
    if start is None or end is None:
        raise CannotBeEdited("start and end have to be given together")
    if isinstance(start, datetime) and isinstance(end, datetime):
        if start.utcoffset() is None or end.utcoffset() is None:
            raise CannotBeEdited("a time must have a zone")
        if end.astimezone(UTC) < start.astimezone(UTC):
            raise CannotBeEdited("an event must not end before it starts")
    elif isinstance(start, datetime) or isinstance(end, datetime):
        raise CannotBeEdited("start and end must both be days or both be times")
    elif end <= start:
        raise CannotBeEdited("an event on days must end after the day on which it starts")


def edited(document: Document, event: CalendarEvent, edit: EditWorkout) -> Document:
    """The document after the change of `event`, which stands in it."""
    name = event.recurrence_id
    place = document.block_of(name)
    if place is not None:
        block = _with(document.blocks[place], edit, document.zone_of(document.blocks[place]))
        if says_what_series_says(document, event, block):
            return document.without_block(place)
        return document.with_block(place, block)
    master = document.block_of(None)
    if master is None or is_split(document):
        raise CannotBeEdited("the series was split in a way that cannot be added to")
    zone_of = document.zone_of(document.blocks[master])
    made = made_instance(document.blocks[master], event, zone_of)
    block = _with(made, edit, zone_of)
    return document if block == made else document.with_more(block)


def cleared(document: Document, event: CalendarEvent, clear: ClearWorkout) -> Document:
    """The document after everything of ours was taken out of `event`, which stands in it."""
    place = document.block_of(event.recurrence_id)
    place = document.block_of(None) if place is None else place
    if place is None:
        return document
    block = without_ours(document.blocks[place], clear)
    if says_what_series_says(document, event, block):
        return document.without_block(place)
    return document.with_block(place, block.without(frozenset({MADE})))


def without_ours(block: Block, clear: ClearWorkout) -> Block:
    """The event as it was found, but for the mark of one that we made."""
    if clear.description is not None:
        block = put(block, TextIs("DESCRIPTION", clear.description))
    return block.without(names_of_ours(block) - {MADE})


def names_of_ours(block: Block) -> frozenset[str]:
    """The names of the properties of ours that stand in the event."""
    names = (name_of(line) for _, line in block.own())
    return frozenset(name for name in names if name.startswith(OURS))


def _with(block: Block, edit: EditWorkout, zone_of: ZoneOf) -> Block:
    if edit.description is not None:
        block = put(block, TextIs("DESCRIPTION", edit.description))
    if edit.start is not None and edit.end is not None:
        block = at_times(block, edit.start, edit.end, zone_of)
    return block
