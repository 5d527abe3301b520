"""An event as one caller may see it."""

from __future__ import annotations

from tests.fakes.google_calendar.call import Call, shown_role
from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.state import CalendarState
from tests.fakes.google_calendar.times import moment, written, zone

_BUSY_FIELDS = {
    "kind",
    "etag",
    "id",
    "status",
    "updated",
    "start",
    "end",
    "recurrence",
    "recurringEventId",
    "originalStartTime",
    "iCalUID",
    "sequence",
    "transparency",
    "eventType",
}
_GONE_FIELDS = {"kind", "etag", "id", "status", "recurringEventId", "originalStartTime"}


def shown(call: Call, calendar: CalendarState, event: Json) -> Json:
    """The event for this caller: details hidden by role, times in the zone asked for."""
    role = shown_role(call, calendar)
    secret = event.get("visibility") in {"private", "confidential"}
    if role == "freeBusyReader" or (secret and role not in {"writer", "owner"}):
        event = {k: v for k, v in event.items() if k in _BUSY_FIELDS} | {"visibility": "private"}
    if "timeZone" in call.query:
        event = _in_zone(event, call.query["timeZone"], calendar)
    most = call.query.get("maxAttendees")
    if most is not None and len(event.get("attendees", [])) > most:
        mine = [guest for guest in event["attendees"] if guest.get("self")]
        event = event | {"attendees": mine, "attendeesOmitted": True}
    return event


def stub(event: Json) -> Json:
    """All that is promised of a deleted event, or of a cancelled instance."""
    return {key: value for key, value in event.items() if key in _GONE_FIELDS}


def _in_zone(event: Json, name: str, calendar: CalendarState) -> Json:
    wanted = zone(name)
    changed = {}
    for key in ("start", "end", "originalStartTime"):
        if "dateTime" in event.get(key, {}):
            told = event[key]
            changed[key] = written(moment(told, calendar.home), told.get("timeZone"), wanted)
    return event | changed
