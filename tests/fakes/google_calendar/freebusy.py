"""freebusy.query: when calendars are taken, and nothing of why."""

from __future__ import annotations

from datetime import datetime

from tests.fakes.google_calendar import problems
from tests.fakes.google_calendar.call import Call
from tests.fakes.google_calendar.instances import Window, occurring
from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.state import CalendarState, StoredEvent, World
from tests.fakes.google_calendar.times import instant, parsed, rfc3339, zone

MOST_CALENDARS = 50
Period = tuple[datetime, datetime]


def query(world: World, call: Call) -> Json:
    for name in ("timeMin", "timeMax"):
        if not call.body.get(name):
            raise problems.required(f"Missing {name} parameter.")
    window = Window(parsed(call.body["timeMin"]), parsed(call.body["timeMax"]))
    asked = [item["id"] for item in call.body.get("items", [])]
    if len(asked) > call.body.get("calendarExpansionMax", MOST_CALENDARS):
        message = "The number of calendars requested is too large."
        raise problems.ApiError(400, "tooManyCalendarsRequested", message, "calendar")
    zone(call.body.get("timeZone", "UTC"))
    if window.start and window.end and window.end <= window.start:
        message = "The specified time range is empty."
        raise problems.parameter_error("timeRangeEmpty", message, "timeMax", "calendar")
    return {
        "kind": "calendar#freeBusy",
        "timeMin": call.body["timeMin"],
        "timeMax": call.body["timeMax"],
        "calendars": {name: _calendar(world, call, name, window) for name in asked},
    }


def _calendar(world: World, call: Call, name: str, window: Window) -> Json:
    calendar = world.calendars.get(call.email if name == "primary" else name)
    if calendar is None or calendar.deleted or calendar.role_of(call.email) == "none":
        return {"errors": [{"domain": "global", "reason": "notFound"}], "busy": []}
    home = zone(call.body.get("timeZone", "UTC"))
    periods = _merged(_taken(world, calendar, window), window)
    return {
        "busy": [
            {"start": rfc3339(start.astimezone(home)), "end": rfc3339(end.astimezone(home))}
            for start, end in periods
        ]
    }


def _taken(world: World, calendar: CalendarState, window: Window) -> list[Period]:
    found: list[Period] = []
    for event in calendar.events.values():
        for body in _occurrences(world, calendar, event, window):
            start, end = (instant(body[key], calendar.home) for key in ("start", "end"))
            if _is_busy(body) and end > start and window.holds(start, end):
                found.append((start, end))
    return found


def _occurrences(
    world: World, calendar: CalendarState, event: StoredEvent, window: Window
) -> list[Json]:
    if event.cancelled or event.series is not None:
        return []  # exceptions come with their series
    if "recurrence" in event.body:
        return [*occurring(calendar, event, window, world.clock.now())]
    return [event.body]


def _is_busy(event: Json) -> bool:
    """Opaque, not cancelled, and not declined by whose calendar it is."""
    declined = any(
        guest.get("self") and guest["responseStatus"] == "declined"
        for guest in event.get("attendees", [])
    )
    opaque = event.get("transparency", "opaque") == "opaque"
    return opaque and event["status"] != "cancelled" and not declined


def _merged(periods: list[Period], window: Window) -> list[Period]:
    merged: list[Period] = []
    for begins, ends in sorted(periods):
        start = max(begins, window.start) if window.start else begins
        end = min(ends, window.end) if window.end else ends
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
