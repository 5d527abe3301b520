"""Where the things that we wrote stand now, as the calendars showed them in this cycle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from connectors.calendar_event import CalendarEvent, EventDraft, Handle, OwnedMark
from connectors.touching import touches
from sync_service.annotation import AnnotationState, Fence, annotated, annotation_in
from sync_service.content_hash import content_hash, says
from sync_service.identity import event_name, identity_of
from sync_service.observe import Sighting
from sync_service.store.records import Item, ItemKind

_NAMED_BY_US = "@counterpoint"
OF_OUR_OWN = frozenset({ItemKind.COMPANION, ItemKind.SUGGESTION, ItemKind.FUEL})


Place = tuple[str, str, str | None]
_Key = TypeVar("_Key")


def place_of(calendar: str, handle: Handle) -> Place:
    """Where something stands, in whichever version: the calendar, the event, the instance."""
    return calendar, handle.ref, handle.recurrence_id


@dataclass(frozen=True)
class Standing:
    """All sightings of a cycle, asked by what we wrote.

    `in_question` are the calendars of which nobody knows whether they show all that they hold.
    """

    sightings: tuple[Sighting, ...]
    in_question: frozenset[str] = frozenset()

    def sighting(self, calendar: str) -> Sighting | None:
        """The sighting of one calendar, if it was looked at in this cycle."""
        return next((each for each in self.sightings if each.calendar.key == calendar), None)

    def event_of(self, item: Item) -> CalendarEvent | None:
        """The event in which the item stands, None where it is not seen.

        It may have another handle: a program that renames a file moves and deletes nothing.
        """
        place = place_of(item.calendar, item.handle)
        return self._by_place.get(place) or self._elsewhere(item)

    def with_mark(self, item: Item) -> CalendarEvent | None:
        """The event that bears the item's mark, whatever its handle."""
        return self._by_mark.get((item.calendar, item.key, item.content_hash))

    def _elsewhere(self, item: Item) -> CalendarEvent | None:
        if item.kind in OF_OUR_OWN:
            return self.with_mark(item)
        if item.kind is ItemKind.TRACE or item.workout is None:
            return None
        return self._by_name.get((item.calendar, event_name(item.workout)))

    def is_gone(self, item: Item) -> bool:
        """Whether the item was looked for where it stood, and certainly is not there."""
        sighting = self.sighting(item.calendar)
        if sighting is None or not (sighting.read and sighting.complete):
            return False
        if item.calendar in self.in_question:
            return False
        return self.event_of(item) is None and touches_window(item.written, sighting)

    def was_seen(self, calendar: str) -> bool:
        """Whether the calendar could be read in this cycle."""
        sighting = self.sighting(calendar)
        return sighting is not None and sighting.read

    @cached_property
    def _by_place(self) -> dict[Place, CalendarEvent]:
        return _first_of((place_of(key, handle), event) for key, handle, event in self._events())

    @cached_property
    def _by_mark(self) -> dict[tuple[str, str, str], CalendarEvent]:
        return _first_of(
            ((key, event.mark.key, event.mark.content_hash), event)
            for key, _, event in self._events()
            if event.mark
        )

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], CalendarEvent]:
        return _first_of(((key, identity_of(event)), event) for key, _, event in self._events())

    def _events(self) -> Iterator[tuple[str, Handle, CalendarEvent]]:
        for sighting in self.sightings:
            for event in (*sighting.events, *sighting.strays):
                if event.handle is not None:
                    yield sighting.calendar.key, event.handle, event


def _first_of(found: Iterable[tuple[_Key, CalendarEvent]]) -> dict[_Key, CalendarEvent]:
    """The events by what they are asked for; of several the first."""
    return dict(reversed(tuple(found)))


def touches_window(draft: EventDraft, sighting: Sighting) -> bool:
    """Whether the span of what was written lies where the calendar was read."""
    as_event = CalendarEvent(uid=draft.uid, start=draft.start, end=draft.end)
    return touches(as_event, sighting.window)


def still_ours(item: Item, event: CalendarEvent) -> bool:
    """Whether the event says what we wrote into it."""
    match item.kind:
        case ItemKind.ANNOTATION:
            return annotation_in(event.description) == _as_written(item)
        case ItemKind.MOVED:
            return same_moment(event.start, item.written.start)
        case _:
            return says(event, item.written)


def says_it_elsewhere(item: Item, event: CalendarEvent) -> bool:
    """Whether the event says what we wrote, at another time."""
    return says(event, replace(item.written, start=event.start, end=event.end))


def _as_written(item: Item) -> AnnotationState:
    return annotation_in(annotated("", item.written.description.split("\n")))


def bears_no_annotation(event: CalendarEvent) -> bool:
    """Whether nothing of ours is left in the event's text."""
    return annotation_in(event.description).standing is Fence.ABSENT


def same_moment(one: datetime | date, other: datetime | date) -> bool:
    """Whether two are the same day, or the same instant in whatever zone."""
    return isinstance(one, datetime) is isinstance(other, datetime) and bool(one == other)


def draft_of(event: CalendarEvent) -> EventDraft:
    """The event as it would be written."""
    return EventDraft(
        uid=event.uid,
        start=event.start,
        end=event.end,
        summary=event.summary,
        description=event.description,
        location=event.location,
        status=event.status,
        busy=event.busy,
        private=event.private,
        categories=event.categories,
    )


def is_of_ours(event: CalendarEvent) -> bool:
    """Whether a marked event is ours, edited or not: it has a name as we give it, or our words.

    Who makes an event of their own out of a copy of ours gives it both anew.
    """
    mark = event.mark
    says_so = mark is not None and mark.content_hash == content_hash(draft_of(event))
    return says_so or event.uid.endswith(_NAMED_BY_US)


@dataclass(frozen=True, slots=True)
class Marked:
    """An event that bears our mark, and the calendar that it stands in."""

    calendar: str
    event: CalendarEvent
    mark: OwnedMark
    handle: Handle


def marked_events(sightings: Iterable[Sighting]) -> Iterator[Marked]:
    """Every event with a mark of ours in the calendar that is our own."""
    for sighting in sightings:
        if sighting.calendar.own:
            for event in sighting.events:
                if event.mark is not None and event.handle is not None:
                    yield Marked(sighting.calendar.key, event, event.mark, event.handle)
