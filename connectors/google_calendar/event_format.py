"""Google's events as ours, and ours as Google's."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from connectors.calendar_event import (
    Answer,
    CalendarEvent,
    EventDraft,
    EventStatus,
    Handle,
    OwnedMark,
)
from connectors.google_calendar.event_model import GoogleEvent, Standing
from connectors.google_calendar.handles import ref_of, ref_of_instance
from connectors.google_calendar.marks import is_ours, mark_in, properties_of
from connectors.google_calendar.moments import (
    Moment,
    NoTime,
    moment_of,
    new_moment,
    recurrence_id_of,
    said_as,
    usual_end,
    zone_name,
)

if TYPE_CHECKING:
    from googleapiclient._apis.calendar.v3 import Event

_NO_EVENTS = frozenset({"workingLocation", "birthday"})
_ANSWERS = {"accepted": Answer.ACCEPTED, "declined": Answer.DECLINED}
_OPEN = frozenset({"default", "public"})


def is_event(event: GoogleEvent) -> bool:
    """Whether it is something that happens: not a place of work, not a birthday."""
    return event.event_type not in _NO_EVENTS


def calendar_event(
    event: GoogleEvent, default_zone: ZoneInfo, floating: ZoneInfo | None = None
) -> CalendarEvent:
    """The event, or the instance of one, as every connector speaks of it.

    An instant that names no zone is told in the default one; one without an offset is meant in
    `floating`, the calendar's.

    Raises:
        NoTime: it has no start or end that can be read.
    """
    start, end = _span(event, default_zone, floating or default_zone)
    ours = is_ours(event.private_properties)
    recurrence_id = None
    if event.recurring_event_id:
        recurrence_id = recurrence_id_of(event.original_start, event.id)
    answer = _answer(event)
    return CalendarEvent(
        uid=event.ical_uid or event.recurring_event_id or event.id,
        start=start,
        end=end,
        recurrence_id=recurrence_id,
        summary=event.summary,
        description=event.description.replace("\r\n", "\n").replace("\r", "\n"),
        location=event.location,
        status=EventStatus.TENTATIVE
        if event.status is Standing.TENTATIVE
        else EventStatus.CONFIRMED,
        busy=event.transparency != "transparent" and answer is not Answer.DECLINED,
        private=event.visibility not in _OPEN,
        owned=ours,
        handle=Handle(_ref(event, recurrence_id, ours=ours), event.etag, recurrence_id),
        mark=mark_in(event.private_properties),
        answer=answer,
    )


def _ref(event: GoogleEvent, recurrence_id: str | None, *, ours: bool) -> str:
    if event.recurring_event_id is None or recurrence_id is None:
        return ref_of(event.id, ours=ours)
    return ref_of_instance(event.id, event.recurring_event_id, recurrence_id, ours=ours)


def _span(event: GoogleEvent, zone: ZoneInfo, floating: ZoneInfo) -> tuple[Moment, Moment]:
    start = moment_of(event.start, zone, floating)
    end = usual_end(start) if event.end is None else moment_of(event.end, zone, floating)
    if isinstance(start, datetime) is not isinstance(end, datetime):
        raise NoTime("its start and end are of two kinds")
    return start, end


def _answer(event: GoogleEvent) -> Answer | None:
    mine = next((each for each in event.attendees if each.is_self), None)
    return _ANSWERS.get(mine.response_status) if mine else None


def new_event(event_id: str, draft: EventDraft, mark: OwnedMark) -> Event:
    """The body that creates an event of ours: silent, and without guests."""
    body = content_of(draft, mark)
    body["id"] = event_id
    body["start"], body["end"] = new_moment(draft.start), new_moment(draft.end)
    body["reminders"] = {"useDefault": False, "overrides": []}
    return body


def content_of(draft: EventDraft, mark: OwnedMark) -> Event:
    """All that an event of ours says, as a patch that leaves nothing of what it said before."""
    return {
        "summary": draft.summary,
        "description": draft.description,
        "location": draft.location,
        "start": said_as(draft.start, zone_name(draft.start)),
        "end": said_as(draft.end, zone_name(draft.end)),
        "status": draft.status.value,
        "transparency": "opaque" if draft.busy else "transparent",
        "visibility": "private" if draft.private else "default",
        "extendedProperties": {"private": properties_of(mark)},
    }
