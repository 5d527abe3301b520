"""The events of one file, as the reader of feeds finds them, with handles to write them by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from itertools import islice

from connectors.calendar_event import CalendarEvent, Handle
from connectors.errors import BadFeed
from connectors.ics_feed import read_calendar
from connectors.ics_feed.content import texts_of
from connectors.ics_feed.moment import BadComponent, Moment
from connectors.ics_feed.properties import Properties
from connectors.ics_feed.text import canonical
from connectors.ics_feed.window_filter import day_range
from connectors.local_calendar.content_lines import unfolded
from connectors.local_calendar.document import Document, document_of, text_of
from connectors.local_calendar.edit_workout import names_of_ours
from connectors.local_calendar.made_instance import original_start
from connectors.local_calendar.series import following
from connectors.local_calendar.values import text_in
from connectors.ports import Problem, TimeWindow

_AROUND = timedelta(days=3)
_YEARS = timedelta(days=3 * 366)
_NAME = b"Counterpoint"
_BY_PLACE = re.compile(r"event \d+")


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file brought; `whole` is False where something in it was lost for this read."""

    events: tuple[CalendarEvent, ...]
    problems: tuple[Problem, ...] = ()
    whole: bool = True


@dataclass(frozen=True)
class EventFile:
    """The content of one file of the calendar."""

    name: str
    content: bytes
    default_zone: tzinfo
    label: str
    is_link: bool = False

    @cached_property
    def document(self) -> Document:
        """The file cut into its parts, as it is read and as the next write leaves it.

        Instances that are ours alone follow their series; what stands may lag behind.
        """
        return following(document_of(self.content, self.default_zone))

    @property
    def lags(self) -> bool:
        """Whether something of ours in the file is not as its series says it now."""
        return self.document.content != self.content

    def read(self, window: TimeWindow) -> FileRead:
        """The occurrences in the file that touch `window`."""
        return self._read(window)

    def _read(self, window: TimeWindow, *, even_cancelled: bool = False) -> FileRead:
        if not self._may_touch(window):
            return FileRead(())
        document = self.document.as_if_on() if even_cancelled else self.document
        try:
            found = read_calendar(document.content, window, self.default_zone, self.label)
        except BadFeed as bad:
            return FileRead((), (self._of_whole(bad.what),), whole=False)
        # A component that could not be read may be one that we know of.
        whole = found.complete and all(each.component is None for each in found.problems)
        events = self._handled(found.events)
        problems = (self._named(each) for each in found.problems)
        return FileRead(events, tuple(problems), whole)

    def _named(self, problem: Problem) -> Problem:
        """The problem with the file's name where it does not name an event by its UID."""
        if problem.component is None:
            return self._of_whole(problem.what)
        if _BY_PLACE.fullmatch(problem.component):
            return replace(problem, component=f"{self.name}, {problem.component}")
        return problem

    def _of_whole(self, what: str) -> Problem:
        return Problem(self.label, what, self.name)

    def standing(self, name: str | None, *, even_cancelled: bool = False) -> CalendarEvent | None:
        """The event or instance of that name as it stands now, whenever it is.

        A reader takes what is called off for gone; `even_cancelled` finds it all the same, as
        what stands of ours in it has to go.
        """
        moment = self._moment_of(name)
        if moment is None:
            return None
        events = self._read(_around(moment), even_cancelled=even_cancelled).events
        same = [event for event in events if event.recurrence_id == name]
        return next(iter(same or (events if name is None else ())), None)

    def stands_twice(self, name: str) -> bool:
        """Whether an instance stands in the file beside what its series says of it."""
        moments = (original_start(name), self._moment_of(name))
        near = [_around(each) for each in moments if each is not None]
        window = TimeWindow(min(each.start for each in near), max(each.end for each in near))
        return sum(each.recurrence_id == name for each in self.read(window).events) > 1

    def traces(self) -> Iterator[CalendarEvent]:
        """The athlete's own events in which something of ours may stand."""
        try:
            names = self.document.names
        except BadComponent:
            return
        if self.lags:
            yield from self._any_of_series()
        for name, block in zip(names, self.document.blocks, strict=True):
            if names_of_ours(block) or _NAME in unfolded(block.property("DESCRIPTION")):
                event = self.standing(name, even_cancelled=True)
                if event is not None and event.handle is not None and not event.owned:
                    yield event

    def _any_of_series(self) -> Iterator[CalendarEvent]:
        """One event of the file, so that it is written anew; the emptied series if none is left."""
        moment = self._moment_of(None)
        if moment is not None:
            near = _around(moment)
            events = self.read(TimeWindow(near.start, near.end + _YEARS)).events
            writable = (each for each in events if each.handle is not None and not each.owned)
            yield from (replace(each, traced=True) for each in islice(writable, 1))
            if not events:
                yield from self._emptied(moment)

    def _emptied(self, moment: Moment) -> Iterator[CalendarEvent]:
        """The series of which every instance was taken out, as something that can be named."""
        document = self.document
        place = document.block_of(None)
        if place is not None and not self.is_link and document.can_be_edited:
            uid = text_in(document.blocks[place].property("UID"))
            emptied = CalendarEvent(uid, moment, moment, traced=True)
            yield replace(emptied, handle=self._handle(document, emptied))

    def _may_touch(self, window: TimeWindow) -> bool:
        """Whether it has to be read at all; most files of a long life lie outside."""
        document, days = self.document, day_range(window)
        return not document.sound or any(
            days.may_touch(canonical(block.raw)) for block in document.blocks
        )

    def _moment_of(self, name: str | None) -> Moment | None:
        document = self.document
        try:
            place = document.block_of(name)
            if place is None:
                return original_start(name) if name else None
            block = document.blocks[place]
            scheduling, _ = texts_of(text_of(block))
            return Properties(scheduling).single("DTSTART", document.zone_of(block))
        except (BadComponent, ValueError):
            return None

    def _handled(self, events: tuple[CalendarEvent, ...]) -> tuple[CalendarEvent, ...]:
        document = self.document
        try:
            if self.is_link or not document.can_be_edited:
                return events
            handled = tuple(
                replace(
                    each,
                    handle=self._handle(document, each),
                    traced=not each.owned and _is_traced(document, each),
                )
                for each in events
            )
            return self._one_more_traced(handled) if self.lags else handled
        except BadComponent:  # an override whose name cannot be read
            return events

    def _one_more_traced(self, events: tuple[CalendarEvent, ...]) -> tuple[CalendarEvent, ...]:
        """With an event that bears no note as one to be cleared, which writes the file anew."""
        bare = (each for each in events if not (each.traced or _bears_note(each)))
        first = next(bare, None)
        return tuple(replace(each, traced=True) if each is first else each for each in events)

    def _handle(self, document: Document, event: CalendarEvent) -> Handle:
        name = event.recurrence_id
        return Handle(f"{self.name}/{event.uid}", document.version_of(name), name)


def _bears_note(event: CalendarEvent) -> bool:
    return _NAME.decode() in event.description


def _is_traced(document: Document, event: CalendarEvent) -> bool:
    place = document.block_of(event.recurrence_id)
    place = document.block_of(None) if place is None else place
    return place is not None and bool(names_of_ours(document.blocks[place]))


def _around(moment: date) -> TimeWindow:
    at = moment if isinstance(moment, datetime) else datetime.combine(moment, time(), UTC)
    try:
        return TimeWindow(at.astimezone(UTC) - _AROUND, at.astimezone(UTC) + _AROUND)
    except OverflowError:
        return TimeWindow(at.astimezone(UTC), at.astimezone(UTC))
