"""What is left of ours in the athlete's events after others have been at them.

Another program may drop some of our properties and keep the rest; the athlete may take the lines
out by hand, or copy a workout with all that stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from connectors.calendar_event import CalendarEvent, EventDraft, Handle
from connectors.errors import ConnectorError
from rules.athlete import Athlete
from sync_service.annotation import Fence, annotation_in
from sync_service.identity import identity_of
from sync_service.observe import Sighting
from sync_service.place_workouts import ReadEvent, expectation_of, taken_for
from sync_service.reconcile import Change
from sync_service.standing import bears_no_annotation, place_of
from sync_service.store.records import Action, Item, ItemKind
from sync_service.sync_calendar import SyncCalendar


def left_behind(sightings: Iterable[Sighting], items: Iterable[Item]) -> Iterator[Change]:
    """Take out properties of ours that serve nothing, as no note stands there any more.

    While a note stands, they say how the text was found, and are needed; and while a workout stands
    where it was moved, from where.
    """
    needed = {place_of(item.calendar, item.handle) for item in items}
    for sighting in sightings:
        found = [
            change
            for change in _bare_traces(sighting)
            if place_of(change.item.calendar, change.item.handle) not in needed
        ]
        moved = _places_of_moved(sighting.calendar) if found else set()
        for change in found:
            if moved is not None and change.item.handle.ref not in moved:
                yield change


def _bare_traces(sighting: Sighting) -> Iterator[Change]:
    """Properties of ours in events that bear no note."""
    if sighting.calendar.writer is None:
        return
    for event in sighting.events:
        if event.traced and event.handle is not None and bears_no_annotation(event):
            yield _trace(sighting.calendar.key, event.handle, event)


def _places_of_moved(calendar: SyncCalendar) -> set[str] | None:
    """The events that stand where we moved them; None where that cannot be told now."""
    if calendar.writer is None:
        return None
    try:
        return {each.event.handle.ref for each in calendar.writer.moved() if each.event.handle}
    except ConnectorError:
        return None


@dataclass(frozen=True, slots=True)
class Workouts:
    """Tells where lines between fences are ours though their seal is broken.

    `known` are the identities of events into which we wrote; others are asked what they are.
    """

    athlete: Athlete
    known: frozenset[str]

    def has(self, event: CalendarEvent, calendar: SyncCalendar) -> bool:
        """Whether the event is a workout, or was one when we wrote into it."""
        if identity_of(event) in self.known:
            return True
        expectation = expectation_of(ReadEvent(event, calendar.holds), self.athlete)
        return bool(taken_for(event, expectation))


def every_trace(sightings: Iterable[Sighting], workouts: Workouts) -> Iterator[Change]:
    """Take out everything that is ours, in all calendars that can be written and were read.

    Who quotes a fence in an event that is no workout keeps it.
    """
    for sighting in sightings:
        calendar = sighting.calendar
        if calendar.writer is not None and sighting.read:
            for event in calendar.writer.traces():
                is_ours = _is_signed(event) or workouts.has(event, calendar)
                if event.handle is not None and is_ours:
                    yield _trace(calendar.key, event.handle, event)


def _is_signed(event: CalendarEvent) -> bool:
    """Whether a property of ours, or a note with its seal unbroken, stands in the event."""
    return event.traced or annotation_in(event.description).standing is Fence.OURS


def marks_on(event: CalendarEvent, handle: Handle, calendar: str) -> Change:
    """Take our properties out of an event that was made of one of ours, and nothing else."""
    return _trace(calendar, handle, replace(event, traced=True))


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
