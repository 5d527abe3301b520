"""One UID read: its blocks parsed, expanded, and made into events; what is wrong is noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from connectors.calendar_event import CalendarEvent, PlatformWorkout
from connectors.ics_feed.component import EventComponent, Place, component_from
from connectors.ics_feed.content import text, texts_of
from connectors.ics_feed.dialects import PlatformEvent, workout_of
from connectors.ics_feed.event import EventWriter, recurrence_name
from connectors.ics_feed.groups import Group, Member
from connectors.ics_feed.moment import BadComponent
from connectors.ics_feed.recurrence import Budget, TooMuch
from connectors.ics_feed.series import Bounds, Occurrence, occurrences
from connectors.ics_feed.slicing import event_text
from connectors.ics_feed.text import decode
from connectors.ports import Problem

_STEPS_A_GROUP = 50_000
_STEPS_A_FEED = 600_000
_STEPS_OF_ITS_OWN = 200
"""Enough for a daily series in eight weeks, whatever the rest of the feed has used up."""
_MAX_BLOCKS = 30_000
_UNREADABLE = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError)
"""What the libraries below raise where bytes make no sense to them."""

_NOT_CLOSED = "it is not closed by END:VEVENT"
_TOO_OFTEN = "its rule repeats too often or never matches; give it an end or a larger interval"
_SHARED_UID = "its UID is used for several events; they are told apart by their start"


class Placed(NamedTuple):
    """An event, where its component stands in the feed, and its instants (seconds since 1970)."""

    event: CalendarEvent
    position: int
    begin_s: int
    stop_s: int


@dataclass(frozen=True, slots=True)
class GroupRead:
    """The events of a group; `flawed` where some of it was not read as it stands."""

    events: tuple[Placed, ...]
    flawed: bool


class GroupReader:
    """Reads the groups of one feed, within bounds that hold for the whole of it."""

    def __init__(self, label: str, bounds: Bounds) -> None:
        """Read for the window in `bounds`, naming the feed `label` where problems are noted."""
        self._label = label
        self._bounds = bounds
        self._feed_budget = Budget(_STEPS_A_FEED)
        self._blocks_left = _MAX_BLOCKS
        self.problems: list[Problem] = []

    @property
    def exhausted(self) -> bool:
        """Whether the feed holds more in its window than is read."""
        return self._blocks_left < 0

    def read(self, group: Group) -> GroupRead:
        """Return the events of the group that touch the window."""
        noted = len(self.problems)
        writers = list(self._writers(group))
        events = tuple(self._placed(group.uid, writers))
        return GroupRead(events, flawed=len(self.problems) > noted or _has_unknown_zone(group))

    def _writers(self, group: Group) -> Iterator[EventWriter]:
        for member in group.needed():
            self._blocks_left -= 1
            if self.exhausted:
                return
            try:
                yield _writer(member, group.uid)
            except BadComponent as bad:
                self._note(str(bad), _name(member, group.uid))
            except _UNREADABLE:
                self._note("a line of it cannot be read", _name(member, group.uid))

    def _placed(self, uid: str, writers: list[EventWriter]) -> Iterator[Placed]:
        """The events of the group; its occurrences get keys of their own where a UID is shared."""
        by_component = {id(writer.component): writer for writer in writers}
        masters = [w.component for w in writers if w.component.recurrence_id is None]
        seen: set[tuple[str, str | None]] = set()
        for occurrence in self._occurrences(uid, [writer.component for writer in writers]):
            event = by_component[id(occurrence.component)].event(occurrence)
            if len(masters) > 1:
                event = self._told_apart(event, occurrence, seen)
                seen.add((event.uid, event.recurrence_id))
            yield _place(event, occurrence)

    def _told_apart(
        self, event: CalendarEvent, occurrence: Occurrence, seen: set[tuple[str, str | None]]
    ) -> CalendarEvent:
        """Put the start of its own series behind the UID of an event that has another's key."""
        uid = event.uid
        while (uid, event.recurrence_id) in seen:
            self._note(_SHARED_UID, event.uid)
            uid = f"{uid}#{recurrence_name(occurrence.component.start)}"
        if uid == event.uid:
            return event
        name = event.recurrence_id
        return replace(event, uid=uid, identity=uid if name is None else f"{uid}/{name}")

    def _occurrences(self, uid: str, components: list[EventComponent]) -> list[Occurrence]:
        budget = Budget(_STEPS_A_GROUP, self._feed_budget, free=_STEPS_OF_ITS_OWN)
        try:
            return list(occurrences(components, self._bounds, budget))
        except TooMuch:
            self._note(_TOO_OFTEN, uid)
        except _UNREADABLE:
            self._note("its times lie beyond what a calendar can hold", uid)
        return []

    def _note(self, what: str, component: str) -> None:
        problem = Problem(self._label, what, component)
        if problem not in self.problems[-1:]:
            self.problems.append(problem)


def _writer(member: Member, uid: str) -> EventWriter:
    block, closed = event_text(member.part)
    if not closed:
        raise BadComponent(_NOT_CLOSED)
    scheduling, texts = texts_of(decode(block))
    place = Place(uid, member.index + 1, member.frame.zone_of_event(texts))
    component = component_from(scheduling, texts, place)
    return EventWriter(component, _workout(member, uid, texts))


def _workout(member: Member, uid: str, texts: dict[str, str]) -> PlatformWorkout | None:
    if member.frame.platform is None:
        return None
    event = PlatformEvent(
        uid,
        text(texts.get("SUMMARY", "")),
        text(texts.get("DESCRIPTION", "")),
        texts.get("X-WORKOUT-ESTIMATED-DURATION", ""),
    )
    return workout_of(member.frame.platform, event)


def _place(event: CalendarEvent, occurrence: Occurrence) -> Placed:
    return Placed(
        event,
        occurrence.component.position,
        int(occurrence.begin.timestamp()),
        int(occurrence.stop.timestamp()),
    )


def _name(member: Member, uid: str) -> str:
    return f"event {member.index + 1}" if uid.startswith("no-uid-") else uid


def _has_unknown_zone(group: Group) -> bool:
    return any(member.frame.unknown_zones for member in group.members)
