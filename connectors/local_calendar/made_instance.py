"""Instances of a series that stand as events of their own only because we wrote into them.

Such an event says itself how it was made, so that it can be told when nothing else is in it: then
it says nothing that the series does not say, and may follow the series, or go.
"""

from __future__ import annotations

from datetime import UTC, datetime

from connectors.calendar_event import CalendarEvent
from connectors.ics_feed.digest import digest
from connectors.ics_feed.event import recurrence_name
from connectors.ics_feed.moment import Moment, ZoneOf
from connectors.local_calendar.content_lines import Block, folded, name_of, unfolded
from connectors.local_calendar.found_lines import FOUND, OURS, as_found, put
from connectors.local_calendar.values import DurationIs, EndIs, MomentIs

MADE = f"{OURS}-MADE"
_MADE = frozenset({MADE})
_OF_SERIES = frozenset({"RRULE", "RDATE", "EXDATE", "EXRULE", FOUND, MADE})
# Programs set these of themselves; a series that is split gets another UID for its second part.
_OF_PROGRAMS = frozenset({"UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE"}) | _MADE


def made_instance(master: Block, event: CalendarEvent, zone_of: ZoneOf) -> Block:
    """One instance of a series as an event of its own, the same as before."""
    block = master.without(_OF_SERIES)
    original = _named(event, block, zone_of)
    block = at_times(block, event.start, event.end, zone_of).without(frozenset({FOUND}))
    place = block.place_of("DTSTART")
    at = block.end_of_own if place is None else place + 1
    block = block.spliced(at, at, (original,))
    last = block.end_of_own
    return block.spliced(last, last, (folded(f"{MADE}:{said_by(block)}", block.newline),))


def at_times(block: Block, start: Moment, end: Moment, zone_of: ZoneOf) -> Block:
    """The event from `start` to `end`."""
    block = put(block, MomentIs("DTSTART", start, zone_of))
    line = block.property("DTSTART")
    if block.property("DURATION"):
        return put(block, DurationIs(line, start, end, zone_of))
    return put(block, EndIs(line, end, zone_of))


def original_start(name: str) -> Moment:
    """The original start of an instance by its name (see CalendarEvent)."""
    if "T" in name:
        return datetime.strptime(name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return datetime.strptime(name, "%Y%m%d").replace(tzinfo=UTC).date()


def is_made(block: Block) -> bool:
    """Whether we made an event of its own of that instance, whatever it says now."""
    return bool(block.property(MADE))


def is_as_made(block: Block) -> bool:
    """Whether it says what it said when we made it, however other programs set its lines."""
    made = unfolded(block.property(MADE)).partition(b":")[2].decode(errors="replace").strip()
    # the former digest was of the bytes as they stood
    return bool(made) and made in {said_by(block), digest(block.without(_MADE).raw)}


def without_note(block: Block) -> Block:
    """The instance without what we wrote into its text, where that stands as we wrote it."""
    return as_found(block, "DESCRIPTION").without(frozenset({FOUND}))


def said_by(block: Block) -> str:
    """A digest of what the event says: its properties in any order, folded in any way."""
    lines = (unfolded(line) for line in block.without(_OF_PROGRAMS).lines)
    return digest(b"\n".join(sorted(filter(None, lines))))


def _named(event: CalendarEvent, block: Block, zone_of: ZoneOf) -> bytes:
    """RECURRENCE-ID in the manner of DTSTART (RFC 5545, 3.8.4.4)."""
    start = unfolded(block.property("DTSTART"))
    model = b"RECURRENCE-ID" + start[len("DTSTART") :] + block.newline
    name = event.recurrence_id or ""
    moment = event.start if recurrence_name(event.start) == name else original_start(name)
    return MomentIs("RECURRENCE-ID", moment, zone_of).written_like(model, block.newline)


def range_of(block: Block) -> str:
    """What RECURRENCE-ID says of the instances behind it, in capitals."""
    return "".join(
        unfolded(line).decode(errors="replace").upper()
        for _, line in block.own()
        if name_of(line) == "RECURRENCE-ID"
    )
