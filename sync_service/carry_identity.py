"""A workout stays itself though its feed gives it a new UID.

Some feeds make every UID anew at each fetch, others when a workout is edited. A new event that
takes the place of a vanished one, on the same day and with the same title, is that one; of several
alike, the place in time tells them apart (FAILURES 4).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from connectors.calendar_event import CalendarEvent
from sync_service.identity import name_of_event
from sync_service.instants import instant

_Alike = tuple[date, str]
_Name = tuple[str, str | None]


def carry_identity(
    before: Sequence[CalendarEvent], now: Iterable[CalendarEvent]
) -> tuple[CalendarEvent, ...]:
    """The events of now, each under the identity that it had before."""
    events = tuple(now)
    known = {_name(event): name_of_event(event) for event in before}
    told = {_name(event) for event in events}
    vanished: defaultdict[_Alike, deque[str]] = defaultdict(deque)
    for event in _by_time(before):
        if _name(event) not in told and event.summary:
            vanished[_alike(event)].append(name_of_event(event))
    if not vanished and all(known.get(_name(each), "") in {"", each.identity} for each in events):
        return events
    renamed = {_name(event): _identity(event, known, vanished) for event in _by_time(events)}
    return tuple(_under(event, renamed[_name(event)]) for event in events)


def _identity(
    event: CalendarEvent, known: dict[_Name, str], vanished: defaultdict[_Alike, deque[str]]
) -> str:
    was = known.get(_name(event))
    if was is not None:
        return was
    alike = vanished.get(_alike(event))
    own = name_of_event(event)
    if not alike or event.handle is not None:  # a writable calendar's own ids are to be trusted
        return own
    if own in alike:
        alike.remove(own)
        return own
    return alike.popleft()


def _under(event: CalendarEvent, identity: str) -> CalendarEvent:
    return event if name_of_event(event) == identity else replace(event, identity=identity)


def _by_time(events: Iterable[CalendarEvent]) -> Iterator[CalendarEvent]:
    yield from sorted(events, key=lambda event: (instant(event.start), event.uid))


def _alike(event: CalendarEvent) -> _Alike:
    start = event.start
    return (start.date() if isinstance(start, datetime) else start), event.summary


def _name(event: CalendarEvent) -> _Name:
    return event.uid, event.recurrence_id
