"""What is kept of the events of a calendar: workouts as they stand, of the rest the span alone."""

from __future__ import annotations

from connectors.calendar_event import CalendarEvent
from rules.athlete import Athlete
from rules.recognition import pause_of
from sync_service.calendar_settings import Role
from sync_service.observe import Sighting
from sync_service.place_workouts import ReadEvent, expectation_of, sessions_of
from sync_service.store.records import KnownEvent
from sync_service.sync_calendar import SyncCalendar


def to_keep(sighting: Sighting, athlete: Athlete) -> tuple[KnownEvent, ...]:
    """Every event of the calendar in the shape that may be stored.

    What stands as it was known is not looked at again.
    """
    known = {id(each.event): each for each in sighting.before}
    return tuple(
        known.get(id(event)) or _kept(event, sighting.calendar, athlete)
        for event in sighting.events
    )


def _kept(event: CalendarEvent, calendar: SyncCalendar, athlete: Athlete) -> KnownEvent:
    if calendar.role is not Role.TRAINING or event.owned:
        return KnownEvent(calendar.key, _span(event), is_workout=False)
    read = ReadEvent(event, calendar.holds)
    if sessions_of(event, expectation_of(read, athlete)):
        return KnownEvent(calendar.key, event, is_workout=True)
    pause = pause_of(event.summary)
    if pause is not None:  # the kind of the pause is needed again, the athlete's words are not
        return KnownEvent(calendar.key, _span(event, pause.value), is_workout=True)
    return KnownEvent(calendar.key, _span(event), is_workout=False)


def _span(event: CalendarEvent, summary: str = "") -> CalendarEvent:
    """When the event is, whether it takes the time, and whose it is: no text of it."""
    return CalendarEvent(
        uid=event.uid,
        start=event.start,
        end=event.end,
        recurrence_id=event.recurrence_id,
        identity=event.identity,
        summary=summary,
        busy=event.busy,
        private=event.private,
        owned=event.owned,
        handle=event.handle,
        mark=event.mark,
        answer=event.answer,
    )
