"""What an event may say: the documented limits, in the words of the API's errors."""

from __future__ import annotations

import re

from tests.fakes.google_calendar.problems import ApiError, Json, invalid, required
from tests.fakes.google_calendar.recurrence import check_recurrence
from tests.fakes.google_calendar.state import CalendarState
from tests.fakes.google_calendar.times import checked, instant, zone

CLIENT_ID = re.compile(r"[a-v0-9]{5,1024}")
MOST_REMINDERS, LONGEST_REMINDER_MIN = 5, 40_320
LONGEST_KEY, LONGEST_VALUE, MOST_PROPERTIES, MOST_PROPERTY_BYTES = 44, 1024, 300, 32 * 1024
DEFAULTS = {"transparency": "opaque", "visibility": "default", "anyoneCanAddSelf": False}
GUEST_DEFAULTS = {
    "guestsCanInviteOthers": True,
    "guestsCanModify": False,
    "guestsCanSeeOtherGuests": True,
}
CHOICES = {
    "status": {"confirmed", "tentative", "cancelled"},
    "transparency": {"opaque", "transparent"},
    "visibility": {"default", "public", "private", "confidential"},
}
WRITABLE = {
    "anyoneCanAddSelf",
    "attachments",
    "attendees",
    "attendeesOmitted",
    "birthdayProperties",
    "colorId",
    "conferenceData",
    "description",
    "end",
    "endTimeUnspecified",
    "eventLabelId",
    "eventType",
    "extendedProperties",
    "focusTimeProperties",
    "gadget",
    "guestsCanInviteOthers",
    "guestsCanModify",
    "guestsCanSeeOtherGuests",
    "location",
    "outOfOfficeProperties",
    "recurrence",
    "reminders",
    "sequence",
    "source",
    "start",
    "status",
    "summary",
    "transparency",
    "visibility",
    "workingLocationProperties",
}


def checked_id(given: str) -> str:
    if CLIENT_ID.fullmatch(given) is None:
        raise invalid("Invalid resource id value.")
    return given


def normalized(wanted: Json, calendar: CalendarState, description_limit: int) -> Json:
    """A whole event as it is kept; 400 where it breaks a documented rule."""
    event = {key: value for key, value in wanted.items() if value not in (None, "", [])}
    _check_choices(event)
    if len(event.get("description", "")) > description_limit:
        raise invalid("Invalid description value: too long.")
    _check_times(event, calendar)
    event["reminders"] = _reminders(event.get("reminders") or {"useDefault": True})
    _set_or_drop(event, "extendedProperties", _properties(event.get("extendedProperties") or {}))
    _set_or_drop(event, "attendees", _attendees(event, calendar))
    for key, default in (DEFAULTS | GUEST_DEFAULTS).items():
        if event.get(key) == default:
            del event[key]
    return {"status": "confirmed", "eventType": "default", "sequence": 0} | event


def _check_choices(event: Json) -> None:
    for key, allowed in CHOICES.items():
        if key in event and event[key] not in allowed:
            raise invalid(f"Invalid value for: {event[key]} is not a valid value")
    color = event.get("colorId")
    if color is not None and color not in {str(number) for number in range(1, 12)}:
        raise invalid("Invalid color ID.")


def _check_times(event: Json, calendar: CalendarState) -> None:
    home = calendar.home
    zones = {key: (event.get(key) or {}).get("timeZone") for key in ("start", "end")}
    for name in filter(None, zones.values()):
        zone(name)
    start, end = checked(event.get("start"), "start", home), checked(event.get("end"), "end", home)
    if ("date" in start) != ("date" in end):
        raise invalid("Invalid start time: start and end must both be days or both be times.")
    first, last = instant(start, home), instant(end, home)
    if last < first or ("date" in start and last == first):
        raise ApiError(
            400,
            "timeRangeEmpty",
            "The specified time range is empty.",
            "calendar",
            "timeMax",
            "parameter",
        )
    event |= {"start": start, "end": end}
    if "recurrence" in event:
        if "dateTime" in start and not (zones["start"] and zones["end"]):
            raise required("Missing time zone definition for start time.")
        check_recurrence(event, home)


def _reminders(told: Json) -> Json:
    overrides = told.get("overrides") or []
    if told.get("useDefault") and overrides:
        raise ApiError(
            400,
            "cannotUseDefaultRemindersAndSpecifyOverride",
            "Cannot specify both default reminders and overrides at the same time.",
            "calendar",
        )
    if len(overrides) > MOST_REMINDERS:
        raise invalid("Invalid value: more than five override reminders.")
    for reminder in overrides:
        if reminder.get("method") not in {"email", "popup"}:
            raise required("Missing reminder method.")
        if not 0 <= reminder.get("minutes", -1) <= LONGEST_REMINDER_MIN:
            raise invalid("Invalid reminder minutes.")
    kept: Json = {"useDefault": bool(told.get("useDefault"))}
    return kept | {"overrides": overrides} if overrides else kept


def _properties(told: Json) -> Json:
    """Long keys are dropped and long values cut without a word, as Google's guide has it."""
    kept: Json = {}
    for side in ("private", "shared"):
        given: Json = told.get(side) or {}
        pairs = {
            key: value[:LONGEST_VALUE]
            for key, value in given.items()
            if value is not None and len(key) <= LONGEST_KEY
        }
        size = sum(len((key + value).encode()) for key, value in pairs.items())
        if len(pairs) > MOST_PROPERTIES or size > MOST_PROPERTY_BYTES:
            raise invalid("Invalid extended properties: too many or too large.")
        if pairs:
            kept[side] = pairs
    return kept


def _attendees(event: Json, calendar: CalendarState) -> list[Json]:
    organizer = (event.get("organizer") or {}).get("email")
    kept = []
    for told in event.get("attendees") or []:
        if not told.get("email"):
            raise required("Missing attendee email.")
        guest = {k: v for k, v in told.items() if k not in {"self", "organizer"} and v is not None}
        guest = {"responseStatus": "needsAction"} | guest
        if guest["email"] == calendar.id:
            guest["self"] = True
        if guest["email"] == organizer:
            guest["organizer"] = True
        kept.append(guest)
    return kept


def _set_or_drop(event: Json, key: str, value: Json | list[Json]) -> None:
    if value:
        event[key] = value
    else:
        event.pop(key, None)


def merged(before: Json, patch: Json) -> Json:
    """Patch semantics: nested objects merge, null removes, arrays are replaced whole."""
    result = dict(before)
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merged(result[key], value)
        else:
            result[key] = merged({}, value) if isinstance(value, dict) else value
    return result
