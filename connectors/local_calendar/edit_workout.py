"""A change of the athlete's own event, made in the text of its file."""

from __future__ import annotations

from datetime import UTC, datetime

from connectors.calendar_event import CalendarEvent
from connectors.ics_feed.digest import digest
from connectors.ics_feed.moment import Moment, ZoneOf
from connectors.local_calendar.content_lines import Block, folded, name_of, unfolded
from connectors.local_calendar.document import Document
from connectors.local_calendar.found_lines import FOUND, OURS, put
from connectors.local_calendar.values import DurationIs, EndIs, MomentIs, TextIs
from connectors.writing import ClearWorkout, EditWorkout

MADE = f"{OURS}-MADE"
_OF_SERIES = frozenset({"RRULE", "RDATE", "EXDATE", "EXRULE", FOUND, MADE})


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
        if _is_as_made(block):
            return document.without_block(place)
        return document.with_block(place, block)
    master = document.block_of(None)
    if master is None or any("THISANDFUTURE" in _range(each) for each in document.blocks):
        raise CannotBeEdited("the series was split in a way that cannot be added to")
    zone_of = document.zone_of(document.blocks[master])
    made = _override(document.blocks[master], event, zone_of)
    block = _with(made, edit, zone_of)
    return document if block == made else document.with_more(block)


def cleared(document: Document, event: CalendarEvent, clear: ClearWorkout) -> Document:
    """The document after everything of ours was taken out of `event`, which stands in it."""
    place = document.block_of(event.recurrence_id)
    place = document.block_of(None) if place is None else place
    if place is None:
        return document
    block = document.blocks[place]
    if clear.description is not None:
        block = put(block, TextIs("DESCRIPTION", clear.description))
    block = block.without(names_of_ours(block) - {MADE})
    if _is_as_made(block):
        return document.without_block(place)
    return document.with_block(place, block.without(frozenset({MADE})))


def names_of_ours(block: Block) -> frozenset[str]:
    """The names of the properties of ours that stand in the event."""
    names = (name_of(line) for _, line in block.own())
    return frozenset(name for name in names if name.startswith(OURS))


def _with(block: Block, edit: EditWorkout, zone_of: ZoneOf) -> Block:
    if edit.description is not None:
        block = put(block, TextIs("DESCRIPTION", edit.description))
    if edit.start is not None and edit.end is not None:
        block = _at(block, edit.start, edit.end, zone_of)
    return block


def _at(block: Block, start: Moment, end: Moment, zone_of: ZoneOf) -> Block:
    block = put(block, MomentIs("DTSTART", start, zone_of))
    line = block.property("DTSTART")
    if block.property("DURATION"):
        return put(block, DurationIs(line, start, end, zone_of))
    return put(block, EndIs(line, end, zone_of))


def _override(master: Block, event: CalendarEvent, zone_of: ZoneOf) -> Block:
    """One instance of a series as an event of its own, the same as before.

    It says itself how it was made, so that it can be told when nothing of ours is left in it.
    """
    block = master.without(_OF_SERIES)
    original = _named(event, block, zone_of)
    block = _at(block, event.start, event.end, zone_of).without(frozenset({FOUND}))
    place = block.place_of("DTSTART")
    at = block.end_of_own if place is None else place + 1
    block = block.spliced(at, at, (original,))
    last = block.end_of_own
    return block.spliced(last, last, (folded(f"{MADE}:{digest(block.raw)}", block.newline),))


def _named(event: CalendarEvent, block: Block, zone_of: ZoneOf) -> bytes:
    """RECURRENCE-ID in the manner of DTSTART (RFC 5545, 3.8.4.4)."""
    start = unfolded(block.property("DTSTART"))
    model = b"RECURRENCE-ID" + start[len("DTSTART") :] + block.newline
    moment = original_start(event.recurrence_id or "")
    return MomentIs("RECURRENCE-ID", moment, zone_of).written_like(model, block.newline)


def original_start(name: str) -> Moment:
    """The original start of an instance by its name (see CalendarEvent)."""
    if "T" in name:
        return datetime.strptime(name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return datetime.strptime(name, "%Y%m%d").replace(tzinfo=UTC).date()


def _is_as_made(block: Block) -> bool:
    made = unfolded(block.property(MADE)).partition(b":")[2].decode(errors="replace")
    return bool(made) and made == digest(block.without(frozenset({MADE})).raw)


def _range(block: Block) -> str:
    return "".join(
        unfolded(line).decode(errors="replace").upper()
        for _, line in block.own()
        if name_of(line) == "RECURRENCE-ID"
    )
