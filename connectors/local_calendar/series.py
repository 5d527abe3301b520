"""Instances that are ours alone, brought to what their series says now.

Whoever changes a series changes its master: moves it, renames it, takes an instance out. A program
leaves the instances that stand as events of their own as they are, or where they no longer belong.
Those which we made, and in which there is nothing but our note, have to follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta

from connectors.calendar_event import CalendarEvent
from connectors.errors import BadFeed
from connectors.ics_feed import read_calendar
from connectors.ics_feed.moment import BadComponent, Moment
from connectors.local_calendar.content_lines import Block
from connectors.local_calendar.document import Document
from connectors.local_calendar.found_lines import put
from connectors.local_calendar.made_instance import (
    MADE,
    is_as_made,
    is_made,
    made_instance,
    original_start,
    range_of,
    said_by,
    without_note,
)
from connectors.local_calendar.values import TextIs, text_in
from connectors.ports import TimeWindow

_AROUND = timedelta(days=2)


def following(document: Document) -> Document:
    """The document with every instance that is ours alone as its series says it, or without it.

    Where it cannot be told for certain what the series says, the document as it is.
    """
    if MADE.encode() not in document.content or not document.can_be_edited or is_split(document):
        return document
    try:
        ours = tuple(_ours_alone(document))
        given = of_series(document, [name for _, name in ours])
    except BadComponent:
        return document
    if given is None:
        return document
    for place, name in reversed(ours):
        document = _brought(document, place, given.get(name))
    return document


def is_split(document: Document) -> bool:
    """Whether an instance speaks for those behind it, too."""
    return any("THISANDFUTURE" in range_of(each) for each in document.blocks)


def of_series(document: Document, names: Iterable[str]) -> Mapping[str, Block] | None:
    """What the series alone says of these instances; those that are not of it are left out.

    None where that cannot be told.
    """
    place = document.block_of(None)
    starts = [_instant(original_start(name)) for name in names]
    if place is None or not starts:
        return None
    master = document.blocks[place]
    try:
        window = TimeWindow(min(starts) - _AROUND, max(starts) + _AROUND)
        found = read_calendar(_alone(document, place), window, document.default_zone, "")
    except (BadFeed, OverflowError):
        return None
    if not found.complete or found.problems:
        return None
    zone_of = document.zone_of(master)
    return {
        event.recurrence_id: made_instance(master, event, zone_of)
        for event in found.events
        if event.recurrence_id is not None
    }


def _ours_alone(document: Document) -> Iterable[tuple[int, str]]:
    for place, (name, block) in enumerate(zip(document.names, document.blocks, strict=True)):
        if name is not None and is_made(block) and is_as_made(without_note(block)):
            yield place, name


def _brought(document: Document, place: int, given: Block | None) -> Document:
    block = document.blocks[place]
    if given is None:
        return document.without_block(place)
    bare = without_note(block)
    if said_by(bare) == said_by(given):
        return document
    noted = _with_note(given, text_in(bare.property("DESCRIPTION")), block)
    return document.without_block(place) if noted is None else document.with_block(place, noted)


def _with_note(given: Block, own: str, noted: Block) -> Block | None:
    """What the series says with the note that stands; None where none can be told from the text.

    The note stands below the athlete's own text, which may be another now.
    """
    text = text_in(noted.property("DESCRIPTION"))
    note = text.removeprefix(own).lstrip()
    if not note or not text.startswith(own):
        return None
    now = text_in(given.property("DESCRIPTION"))
    return put(given, TextIs("DESCRIPTION", f"{now}\n\n{note}" if now else note))


def _alone(document: Document, master: int) -> bytes:
    """The file with the series and without the instances that stand as events of their own."""
    others = {
        place
        for number, (start, stop) in enumerate(document.spans)
        if number != master
        for place in range(start, stop)
    }
    return b"".join(line for place, line in enumerate(document.lines) if place not in others)


def _instant(moment: Moment) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(), UTC)


def says_what_series_says(document: Document, event: CalendarEvent, block: Block) -> bool:
    """Whether an instance that we made says nothing that the series does not say of it."""
    if event.recurrence_id is None or not is_made(block):
        return False
    if is_as_made(block):
        return True
    given = None if is_split(document) else of_series(document, [event.recurrence_id])
    alone = (given or {}).get(event.recurrence_id)
    return alone is not None and said_by(alone) == said_by(block)
