"""What is left of ours in events that are not read, or not written as such: found by their text.

An event whose times make no sense any more is no event to the reader, and of two that stand for one
instance it knows the last alone. But what we wrote into them stands there, and a text can be taken
back without a time. Here an event is known by its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from connectors.calendar_event import CalendarEvent, Handle
from connectors.ics_feed.digest import digest
from connectors.ics_feed.moment import Moment
from connectors.ics_feed.slicing import uid_of
from connectors.ics_feed.text import decode
from connectors.local_calendar.content_lines import Block, unfolded
from connectors.local_calendar.document import Document
from connectors.local_calendar.edit_workout import names_of_ours, without_ours
from connectors.local_calendar.event_file import EventFile
from connectors.local_calendar.made_instance import is_as_made, is_made
from connectors.local_calendar.values import moment_in, text_in
from connectors.writing import ClearWorkout

_PLACE = re.compile(r"#(\d{1,9})")
_NAME = b"Counterpoint"
_NOBODY_KNOWS_WHEN = date(1970, 1, 1)
_OWN_UID_END = "@counterpoint"


def traces_in_text(file: EventFile, reached: Iterable[CalendarEvent]) -> Iterator[CalendarEvent]:
    """The events of the file that bear something of ours, but for those that were `reached`.

    The last first: one that was ours alone goes as a whole, and the others keep their places.
    """
    document = file.document
    if file.is_link or not document.can_be_cut:
        return
    known = {_place_of(document, event.recurrence_id) for event in reached}
    for place, block in reversed(tuple(enumerate(document.blocks))):
        if place not in known and _bears_ours(block):
            yield _event(file, place, block)


def event_by_place(file: EventFile, name: str | None) -> CalendarEvent | None:
    """The event that is named by its place, None where none is or it bears nothing of ours."""
    match = _PLACE.fullmatch(name or "")
    if match is None or file.is_link or not file.document.can_be_cut:
        return None
    place, blocks = int(match[1]), file.document.blocks
    if place >= len(blocks) or not _bears_ours(blocks[place]):
        return None
    return _event(file, place, blocks[place])


def is_place(name: str | None) -> bool:
    """Whether an event is named by its place in the file, and not by its original start."""
    return _PLACE.fullmatch(name or "") is not None


def cleared_by_place(document: Document, name: str, clear: ClearWorkout) -> Document:
    """The document after everything of ours was taken out of that event; ours alone goes whole."""
    place = int(name[1:])
    block = without_ours(document.blocks[place], clear)
    if is_made(block) and is_as_made(block):
        return document.without_block(place)
    return document.with_block(place, block.without(names_of_ours(block)))


def _event(file: EventFile, place: int, block: Block) -> CalendarEvent:
    uid, name = _uid(block), f"#{place}"
    start = _start(file.document, block)
    return CalendarEvent(
        uid,
        start,
        start,
        recurrence_id=name,
        identity=f"{uid}/{name}",
        description=text_in(block.property("DESCRIPTION")),
        traced=bool(names_of_ours(block)),
        handle=Handle(f"{file.name}/{uid}", digest(block.raw), name),
    )


def _start(document: Document, block: Block) -> Moment:
    try:
        start = moment_in(block.property("DTSTART"), document.zone_of(block))
        return start.astimezone(UTC) if isinstance(start, datetime) else start
    except (ValueError, OverflowError):
        return _NOBODY_KNOWS_WHEN


def _place_of(document: Document, name: str | None) -> int | None:
    place = document.block_of(name)
    return document.block_of(None) if place is None else place


def _bears_ours(block: Block) -> bool:
    names = names_of_ours(block)
    if "X-COUNTERPOINT-KEY" in names or _uid(block).endswith(_OWN_UID_END):
        return False  # an event of ours goes as a whole
    return bool(names) or _NAME in unfolded(block.property("DESCRIPTION"))


def _uid(block: Block) -> str:
    return decode(uid_of(b"\n" + block.raw))
